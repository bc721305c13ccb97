import { t } from '../../lib/words.ts';
import './request.css';
import { X } from 'lucide';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { Icon } from '../Icon.tsx';
import { chipsOf, type FieldsOf } from './chips.ts';

type Props = {
  endpoint: Endpoint;
  request: AnyRequest;
  /** The parameters that get chips; all where missing. */
  names?: ReadonlySet<string>;
  /** What the report asks for by itself; an order that is its own cannot be removed. */
  defaults?: AnyRequest;
  fieldsOf: FieldsOf;
  /** The request without what was removed. */
  onChange: (request: AnyRequest) => void;
  /** A parameter whose editor is wanted. */
  onOpen: (name: string) => void;
};

const LONGEST_TEXT = 80;

/** The whole request in words, each part leading to where it can be changed. */
export function RequestChips({ endpoint, request, names, defaults, fieldsOf, onChange, onOpen }: Props) {
  const chips = chipsOf(endpoint, request, fieldsOf, defaults).filter(({ name }) => !names || names.has(name));
  return (
    <ul class="request-chips" aria-label={t`What will be asked`}>
      {chips.map(({ key, name, text, rest }) => (
        <li key={key} class={`chip ${rest ? 'set' : ''}`} data-param={name}>
          <button type="button" class="link words" title={visibleText(text, 1000)} onClick={() => onOpen(name)}>
            {visibleText(text, LONGEST_TEXT)}
          </button>
          {rest && (
            <button type="button" class="link" aria-label={t`Remove: ${visibleText(text, LONGEST_TEXT)}`} onClick={() => onChange(rest)}>
              <Icon node={X} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
