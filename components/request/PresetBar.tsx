import { t } from '../../lib/words.ts';
import './request.css';
import { useId } from 'preact/hooks';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import type { Report } from '../../lib/reports/define.ts';
import { activePreset, requestOfPreset } from '../../lib/reports/presets.ts';

type Props = {
  endpoint: Endpoint;
  report: Report;
  request: AnyRequest;
  /** The moment that "new" is new at. */
  now?: number;
  /** The request that asks the question; pressing the one that is asked already gives the report's first question back. */
  onRequest: (request: AnyRequest) => void;
};

/** The ready-made questions of a report. Choosing one changes the request and sends nothing. */
export function PresetBar({ endpoint, report, request, now = Date.now(), onRequest }: Props) {
  const id = useId();
  const active = activePreset(endpoint, report, request, now);
  if (report.presets.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would want a legend in sight
    <div role="group" class="preset-bar" aria-label={t`Ready-made questions`}>
      {report.presets.map((preset) => {
        const isActive = preset === active;
        return (
          <span key={preset.id}>
            <button
              type="button"
              class="chip"
              aria-pressed={isActive}
              aria-describedby={`${id}-${preset.id}`}
              title={preset.explains}
              onClick={() => onRequest(requestOfPreset(endpoint, report, request, isActive ? null : preset, now))}
            >
              {preset.title}
            </button>
            <span id={`${id}-${preset.id}`} hidden>
              {preset.explains}
            </span>
          </span>
        );
      })}
    </div>
  );
}
