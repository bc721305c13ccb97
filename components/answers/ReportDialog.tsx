import { locale, t } from '../../lib/words.ts';
import './answers.css';
import { useState } from 'preact/hooks';
import { type Agency, isPicture, MOST_LOGO_BYTES } from '../../lib/paper.ts';
import { useModal } from '../use-modal.ts';

type Props = {
  agency: Agency;
  onAgency: (agency: Agency) => void;
  /** `most` rows of each table are written. */
  onHtml: (most: number) => void;
  onMarkdown: (most: number) => void;
  onDossier: () => void;
  onClose: () => void;
};

const sizes = [25, 100, 1000, 100_000] as const;

/** What is on screen as a file to hand on. All of it is free and made here. */
export function ReportDialog({ agency, onAgency, onHtml, onMarkdown, onDossier, onClose }: Props) {
  const dialog = useModal();
  const [most, setMost] = useState<number>(100);
  const [said, setSaid] = useState('');
  const take = (file: File) => {
    if (file.size > MOST_LOGO_BYTES) {
      setSaid(t`The picture is larger than 300 kB.`);
      return;
    }
    const reader = new FileReader();
    reader.onload = () => {
      const logo = String(reader.result);
      if (!isPicture(logo)) {
        setSaid(t`A PNG, JPEG, WebP or GIF picture.`);
        return;
      }
      setSaid('');
      onAgency({ ...agency, logo });
    };
    reader.readAsDataURL(file);
  };
  return (
    <dialog ref={dialog} class="card plan report-dialog" aria-labelledby="report-title" onClose={onClose}>
      <h2 id="report-title">{t`Report`}</h2>
      <p class="muted">{t`The file is made here from what is loaded; nothing is bought and nothing is sent.`}</p>
      <div class="field">
        <label for="report-name">{t`Your name or agency, if it should stand on it`}</label>
        <input
          id="report-name"
          type="text"
          maxLength={200}
          value={agency.name}
          onChange={({ currentTarget }) => onAgency({ ...agency, name: currentTarget.value.trim() })}
        />
      </div>
      <div class="field">
        <label for="report-logo">{t`Logo, up to 300 kB`}</label>
        <p class="row">
          <input
            id="report-logo"
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) take(file);
            }}
          />
          {agency.logo && <img src={agency.logo} alt={t`The logo`} />}
          {agency.logo && <button type="button" onClick={() => onAgency({ ...agency, logo: '' })}>{t`Remove`}</button>}
        </p>
        <p class="fault" role="status">
          {said}
        </p>
      </div>
      <div class="field">
        <label for="report-rows">{t`Rows of each table`}</label>
        <select id="report-rows" value={String(most)} onChange={({ currentTarget }) => setMost(Number(currentTarget.value))}>
          {sizes.map((size) => (
            <option key={size} value={size}>
              {size === 100_000 ? t`All` : size.toLocaleString(locale)}
            </option>
          ))}
        </select>
      </div>
      <p class="row">
        <button type="button" class="primary" onClick={() => onHtml(most)}>{t`Save as HTML`}</button>
        <button type="button" onClick={() => onMarkdown(most)}>{t`Save as Markdown`}</button>
        <button type="button" onClick={onDossier}>{t`Save as dossier`}</button>
        <button type="button" onClick={() => dialog.current?.close()}>{t`Close`}</button>
      </p>
      <p class="muted small">{t`HTML is one page that prints well. A dossier has every request, answer, date and cost in it, and opens here again without a network.`}</p>
    </dialog>
  );
}
