import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { money } from '../../lib/format.ts';
import type { Keeping } from '../../lib/messages.ts';
import type { Failure } from '../../lib/outcome.ts';
import { SMALLEST_DEPOSIT_USD } from '../../lib/price.ts';
import { t } from '../../lib/words.ts';
import { Alert } from '../Alert.tsx';
import { Notice } from '../Notice.tsx';
import { keepings } from './keepings.ts';
import { faultOfTyped, PassphraseFields } from './PassphraseFields.tsx';
import { RadioGroup } from './RadioGroup.tsx';

export type Login = { login: string; password: string; keeping: Keeping; passphrase?: string };

type Props = {
  failure: Failure | null;
  isBusy: boolean;
  /** What a request, a row and an overview cost, in words. */
  prices: ComponentChildren;
  onConnect: (login: Login) => void;
  /** Asks for the permission to reach the API; true where it is given. */
  onAllow: () => Promise<boolean>;
  onSample: () => void;
};

/** The way in. What is typed stays in the fields: nothing fills them, and nothing but a press on Connect reads them. */
export function SignIn({ failure, isBusy, prices, onConnect, onAllow, onSample }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [keeping, setKeeping] = useState<Keeping>('session');
  const [fault, setFault] = useState<string | null>(null);
  const connect = () => {
    const typed = new FormData(form.current ?? undefined);
    const text = (name: string): string => String(typed.get(name) ?? '');
    const wrong = keeping === 'passphrase' ? faultOfTyped(text('passphrase'), text('passphrase-again')) : null;
    setFault(wrong);
    if (wrong) form.current?.querySelector<HTMLElement>('#passphrase')?.focus();
    else
      onConnect({
        ...{ login: text('login'), password: text('password'), keeping },
        ...(keeping === 'passphrase' ? { passphrase: text('passphrase') } : {}),
      });
  };
  return (
    <>
      <p>{t`Backlens asks DataForSEO with your own account. ${prices} Their smallest deposit is ${money(SMALLEST_DEPOSIT_USD)}. Nothing else is charged, and there is no server of ours in between.`}</p>
      <p>{t`Nothing is sent before you press Connect. That sends the login alone, to read your balance. From then on what you ask about goes to DataForSEO with it: a site’s name, or a page’s address where you choose the page.`}</p>
      <form
        ref={form}
        class="sign-in"
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) connect();
        }}
      >
        <div class="field">
          <label for="api-login">{t`API login`}</label>
          <input id="api-login" name="login" type="text" autocomplete="off" spellcheck={false} autoCapitalize="none" />
        </div>
        <div class="field">
          <label for="api-password">{t`API password`}</label>
          <input id="api-password" name="password" type="password" autocomplete="off" aria-describedby="api-password-help" />
        </div>
        <p
          id="api-password-help"
          class="help wide"
        >{t`Both are in the DataForSEO dashboard under ${<a href="https://app.dataforseo.com/api-access" target="_blank" rel="noopener noreferrer">{t`API Access`}</a>}. The API password is not the one you open the dashboard with.`}</p>
        <RadioGroup legend={t`Keep the login`} name="keeping" options={keepings} value={keeping} onValue={setKeeping} />
        {keeping === 'passphrase' && <PassphraseFields fault={fault} />}
        <p class="row wide">
          <button type="submit" class="primary" aria-disabled={isBusy || undefined}>{t`Connect`}</button>
          <button type="button" onClick={onSample}>{t`Explore sample data`}</button>
          <span class="muted" role="status">
            {isBusy && t`Connecting…`}
          </span>
        </p>
      </form>
      <Alert>
        {failure && (
          <Notice failure={failure}>
            {failure.kind === 'no-permission' && (
              <button
                type="button"
                onClick={() => {
                  // Asked for in the click itself: browsers take it from nowhere else.
                  void onAllow().then((isAllowed) => isAllowed && connect());
                }}
              >{t`Allow access`}</button>
            )}
          </Notice>
        )}
      </Alert>
    </>
  );
}
