import { type Prospect, type ProspectState, prospectStates, stateWords, tagsIn } from '../../lib/prospects.ts';
import { t } from '../../lib/words.ts';

type Props = { prospect: Prospect; onChange: (more: Partial<Prospect>) => void; onRemove: () => void };

/** What a person keeps of one website. */
export function ProspectForm({ prospect: { domain, status, tags, note }, onChange, onRemove }: Props) {
  const id = (name: string): string => `prospect-${name}-${domain}`;
  return (
    <div class="prospect">
      <div class="field">
        <label for={id('status')}>{t`Status`}</label>
        <select
          id={id('status')}
          value={status}
          onChange={({ currentTarget }) => onChange({ status: currentTarget.value as ProspectState })}
        >
          {prospectStates.map((state) => (
            <option key={state} value={state}>
              {stateWords[state]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={id('tags')}>{t`Tags, with commas between them`}</label>
        <input
          id={id('tags')}
          type="text"
          defaultValue={tags.join(', ')}
          onChange={({ currentTarget }) => onChange({ tags: tagsIn(currentTarget.value) })}
        />
      </div>
      <div class="field note">
        <label for={id('note')}>{t`Note`}</label>
        <textarea
          id={id('note')}
          rows={2}
          maxLength={2000}
          defaultValue={note}
          onChange={({ currentTarget }) => onChange({ note: currentTarget.value })}
        />
      </div>
      <button type="button" onClick={onRemove}>{t`Remove from the list`}</button>
    </div>
  );
}
