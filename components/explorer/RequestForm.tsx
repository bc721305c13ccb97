import { useEffect, useState } from 'preact/hooks';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import type { Filterable } from '../../lib/filterable.ts';
import { count, money } from '../../lib/format.ts';
import type { Param } from '../../lib/params.ts';
import type { Report } from '../../lib/reports/define.ts';
import { TARGET_ENDS } from '../../lib/route.ts';
import type { TargetReading } from '../../lib/target.ts';
import { t } from '../../lib/words.ts';
import { GapBuilder, type Look, type Read } from '../gap/GapBuilder.tsx';
import { FilterField } from '../request/FilterField.tsx';
import { PresetBar } from '../request/PresetBar.tsx';
import { RequestChips } from '../request/RequestChips.tsx';
import { SortEditor } from '../request/SortEditor.tsx';
import { type RecentTarget, TargetBar } from '../request/TargetBar.tsx';
import { controlId, ParamField } from './ParamField.tsx';

type Props = {
  endpoint: Endpoint;
  /** The report's own questions; null for endpoints that have none. */
  report: Report | null;
  /** The request the form means. */
  request: AnyRequest;
  /** What the form holds, as text by the name of the parameter. */
  draft: Readonly<Record<string, string>>;
  /** What is wrong, by the name of the parameter. */
  faults: Readonly<Record<string, string>>;
  reading: TargetReading | null;
  recents: readonly RecentTarget[];
  /** The site of the tab the popup was last opened on. */
  tab: string | null;
  /** What the conditions of a filter parameter, or the sorts, can be on. */
  fieldsOf: (param: string) => readonly Filterable[];
  /** The person tried to run. */
  isStrict: boolean;
  /** What the run costs at most; 0 for what is free, null where it cannot be told yet. */
  priceUsd: number | null;
  /** The answer on screen is fresh and to this very request. */
  isAgain: boolean;
  isBusy: boolean;
  onDraft: (name: string, value: string, fault?: string | null) => void;
  /** What a parameter's editor cannot put into words of the request; null where nothing is wrong any more. */
  onFault: (name: string, fault: string | null) => void;
  onRead: Read;
  onLook: Look;
  /** Another request as a whole, as of a ready-made question. */
  onRequest: (request: AnyRequest) => void;
  /** The rarer parameters are wanted. */
  onMore: () => void;
  onLeave: (name: string) => void;
  onRun: () => void;
};

const isSet = (param: Param, value: string): boolean => value !== '' && value !== String(param.apiDefault) && value !== String(param.ours);

/** Puts the focus on a parameter's control, once it is in sight. */
export function focusOn(name: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(controlId(name))?.focus()));
}

/** Editors that take a line of their own. */
const isWide = ({ control }: Param): boolean => control === 'filter' || control === 'order';

/** The form of a report, made of its parameters: the common ones in sight, the others behind "More options". */
export function RequestForm(props: Props) {
  const { endpoint, report, request, draft, faults, priceUsd, isAgain, isBusy, onRun } = props;
  // What one builder edits together is drawn once.
  const second = new Set(Object.values(endpoint.request).map(({ apartFrom }) => apartFrom));
  const all = Object.entries(endpoint.request).filter(([name]) => !second.has(name));
  const common = all.filter(([, param]) => param.common);
  const rest = all.filter(([, param]) => !param.common);
  const set = rest.filter(([name, param]) => isSet(param, draft[name] ?? '')).length;
  const isNeeded = rest.some(([name]) => faults[name] !== undefined);
  const [isOpen, setOpen] = useState(isNeeded);
  // It opens for what is wrong in it, and closes by the person's hand alone; what is set stands as chips above it.
  useEffect(() => {
    if (isNeeded) setOpen(true);
  }, [isNeeded]);

  return (
    <form
      class="request"
      noValidate
      aria-label={t`${endpoint.title}: what to ask`}
      onSubmit={(event) => {
        event.preventDefault();
        // Not `disabled`: the button keeps the focus it was pressed with.
        if (!isBusy) onRun();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
    >
      {report && <PresetBar endpoint={endpoint} report={report} request={request} onRequest={props.onRequest} />}
      <div class={`common ${common.length === 0 ? 'bare' : ''}`}>
        {common.map(([name, param]) => (
          <Field key={name} name={name} param={param} {...props} />
        ))}
        <button type="submit" class="primary run" data-shortcut="run" aria-disabled={isBusy || undefined}>
          {isAgain ? t`Run again` : t`Run`} {priceUsd !== null && priceUsd > 0 && <span class="price">{money(priceUsd)}</span>}
        </button>
      </div>
      <div class="request-line">
        {set > 0 && !isOpen && (
          <RequestChips
            endpoint={endpoint}
            request={request}
            names={new Set(rest.map(([name]) => name))}
            defaults={report?.request}
            fieldsOf={props.fieldsOf}
            onChange={props.onRequest}
            onOpen={(name) => {
              setOpen(true);
              props.onMore();
              focusOn(name);
            }}
          />
        )}
        {rest.length > 0 && (
          <details class="more" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
            {/* On the press and not the opening: what opens by itself, for a fault in an address, must send nothing. */}
            {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button, to the keyboard too */}
            <summary onClick={() => !isOpen && props.onMore()}>
              {t`More options`}
              {set > 0 && <span class="muted">{t`, ${count(set)} set`}</span>}
            </summary>
            <div class="rest">
              {/* Editors first: they are what most people open this for. */}
              {[...rest.filter(([, param]) => isWide(param)), ...rest.filter(([, param]) => !isWide(param))].map(([name, param]) => (
                <Field key={name} name={name} param={param} {...props} />
              ))}
            </div>
          </details>
        )}
      </div>
    </form>
  );
}

function Field(props: { name: string; param: Param } & Props) {
  const { name, param, endpoint, draft, faults, reading, recents, tab, fieldsOf, isStrict, onDraft, onLeave } = props;
  const value = draft[name] ?? '';
  const isHostAlone = draft.include_subdomains === 'false';
  const apart = param.apartFrom === undefined ? undefined : endpoint.request[param.apartFrom];
  if (param.apartFrom !== undefined && apart)
    return (
      <GapBuilder
        targets={{ name, id: controlId(name), param }}
        excluded={{ name: param.apartFrom, id: controlId(param.apartFrom), param: apart }}
        request={props.request}
        fault={faults[name] ?? faults[param.apartFrom] ?? null}
        onRequest={props.onRequest}
        onPending={(fault) => props.onFault(name, fault)}
        onRead={props.onRead}
        onLook={props.onLook}
      />
    );
  if (param.control === 'target')
    return (
      <div class="field target">
        <span class="label">{param.label}</span>
        <TargetBar
          id={controlId(name)}
          label={param.label}
          value={value}
          isHostAlone={isHostAlone}
          allows={param.allows ?? 'any'}
          hasSubdomains={'include_subdomains' in endpoint.request}
          reading={reading}
          fault={faults[name] ?? null}
          recents={recents}
          tab={tab}
          onTarget={(target) => {
            onDraft(name, target.value);
            if (target.isHostAlone !== isHostAlone) onDraft('include_subdomains', target.isHostAlone ? 'false' : '');
          }}
          onLeave={() => onLeave(name)}
        />
      </div>
    );
  if (param.control === 'filter')
    return (
      <FilterField
        id={controlId(name)}
        label={param.label}
        help={param.help}
        fields={fieldsOf(name)}
        value={value}
        isStrict={isStrict}
        onFilter={(text, fault) => onDraft(name, text, fault)}
      />
    );
  if (param.control === 'order')
    return (
      <div class="field order" id={controlId(name)} tabIndex={-1}>
        <SortEditor
          label={param.label}
          fields={fieldsOf(name)}
          value={value.split('\n').filter(Boolean)}
          onChange={(sorts) => onDraft(name, sorts.join('\n'))}
        />
      </div>
    );
  const lines = param.control === 'targets' ? new Set(value.split(TARGET_ENDS).flatMap((line) => line.trim() || [])).size : 0;
  return (
    <ParamField
      name={name}
      param={param}
      value={value}
      fault={faults[name] ?? null}
      onValue={(text) => onDraft(name, text)}
      onLeave={() => onLeave(name)}
    >
      {param.control === 'targets' && (
        <p id={`${controlId(name)}-more`} class="target-line num">
          {lines > 0 && t`${count(lines)} of at most ${count(param.most)}`}
        </p>
      )}
    </ParamField>
  );
}
