import { useState } from 'preact/hooks';
import { faultOfPassphrase, MIN_PASSPHRASE, type Strength, strengthOf } from '../../lib/passphrase.ts';
import { t } from '../../lib/words.ts';

/** What is wrong with what was typed twice; null where it can be used. */
export const faultOfTyped = (passphrase: string, again: string): string | null =>
  faultOfPassphrase(passphrase) ?? (passphrase === again ? null : t`The two are not the same.`);

const tones: Record<Strength['word'], string> = { 'Too short': 'muted', Weak: 'bad-text', Fair: 'warn-text', Strong: 'good-text' };

/** A new passphrase, typed twice, with a word on how good it is. The form reads the fields at its press; nothing else keeps them. */
export function PassphraseFields({ fault }: { fault: string | null }) {
  const [strength, setStrength] = useState<Strength | null>(null);
  return (
    <div class="wide passphrase">
      <div class="pair">
        <div class="field">
          <label for="passphrase">{t`Passphrase`}</label>
          <input
            id="passphrase"
            name="passphrase"
            type="password"
            autocomplete="off"
            aria-describedby="passphrase-strength passphrase-fault"
            aria-invalid={fault ? true : undefined}
            onInput={({ currentTarget }) => setStrength(currentTarget.value === '' ? null : strengthOf(currentTarget.value))}
          />
          <p id="passphrase-strength" class="help" role="status">
            {strength ? (
              <>
                <b class={tones[strength.word]}>{strength.word}.</b> {strength.advice}
              </>
            ) : (
              t`At least ${MIN_PASSPHRASE} characters; several words are easiest to remember.`
            )}
          </p>
        </div>
        <div class="field">
          <label for="passphrase-again">{t`The same again`}</label>
          <input id="passphrase-again" name="passphrase-again" type="password" autocomplete="off" aria-describedby="passphrase-fault" />
        </div>
      </div>
      <p id="passphrase-fault" class="fault" role="alert">
        {fault}
      </p>
      <PassphraseMeans />
    </div>
  );
}

/** What a passphrase protects against and what not. */
export const PassphraseMeans = () => (
  <ul class="help means">
    <li>{t`It protects the login from anybody who gets a copy of your browser profile or disk: without the passphrase they have only ciphertext.`}</li>
    <li>{t`It does not protect against programs or people at this computer while it is unlocked, a hostile browser or extension, or a passphrase that is easily guessed. Stored answers and the ledger are not locked.`}</li>
    <li>{t`It locks itself after 15 minutes without use and when the browser closes. Forgotten, it cannot be recovered: connect anew with the API password.`}</li>
  </ul>
);
