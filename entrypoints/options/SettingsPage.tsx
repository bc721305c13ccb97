import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Caps } from '../../components/settings/Caps.tsx';
import { Connected } from '../../components/settings/Connected.tsx';
import { Disconnect, Left } from '../../components/settings/Disconnect.tsx';
import { NeverSend } from '../../components/settings/NeverSend.tsx';
import { PassphraseMeans } from '../../components/settings/PassphraseFields.tsx';
import { Privacy } from '../../components/settings/Privacy.tsx';
import { RadioGroup, type RadioOption } from '../../components/settings/RadioGroup.tsx';
import { Section } from '../../components/settings/Section.tsx';
import { type Login, SignIn } from '../../components/settings/SignIn.tsx';
import { YourSites } from '../../components/settings/YourSites.tsx';
import { Unlock } from '../../components/Unlock.tsx';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { wordsOf } from '../../lib/failure-words.ts';
import { exactMoney, money } from '../../lib/format.ts';
import { type Keeping, type Status, sendMessage } from '../../lib/messages.ts';
import { type Failure, failed, type Outcome } from '../../lib/outcome.ts';
import { ASSUMED_SINCE, estimateUsd, priceOf } from '../../lib/price.ts';
import { refusalWords } from '../../lib/refusal-words.ts';
import type { EnvironmentName, Settings } from '../../lib/settings.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import type { PageProps } from './pages.tsx';
import { unlocking } from './unlocking.ts';

const environments: readonly RadioOption<EnvironmentName>[] = [
  { value: 'production', label: t`Your account`, help: t`Real data of DataForSEO, paid from your balance.` },
  { value: 'sandbox', label: t`Sandbox`, help: t`DataForSEO’s test server: your login, made-up data, free.` },
  { value: 'sample', label: t`Sample data`, help: t`Made up in your browser: no account, no network, free.` },
];
const fetching: readonly RadioOption<Settings['whenToFetch']>[] = [
  {
    value: 'on-open',
    label: t`When I open the popup or click the menu`,
    help: t`Opening is the ask: what is not stored yet is bought at once.`,
  },
  { value: 'ask', label: t`Ask me first, with the price`, help: t`Nothing is bought until you press a button that says what it costs.` },
];
const themes: readonly RadioOption<Settings['theme']>[] = [
  { value: 'system', label: t`As the system` },
  { value: 'light', label: t`Light` },
  { value: 'dark', label: t`Dark` },
];

const SANDBOX = 'https://sandbox.dataforseo.com/*';
const API = 'https://api.dataforseo.com/*';

type Props = Pick<PageProps, 'status' | 'onStatus' | 'onSample'>;

/** Must be called in the click itself: browsers take the question from nowhere else. */
const requestAccess = (origin: string): Promise<boolean> => browser.permissions.request({ origins: [origin] }).catch(() => false);

export function SettingsPage({ query, status, onStatus, onReplace, onSample }: PageProps) {
  const { settings, login } = status;

  const disconnect = () => {
    // Every page of ours begins anew at a sign-out; this one then says what it did.
    onReplace('#/settings?left=');
    sendMessage('disconnect').then(onStatus, () => {});
  };
  const keep = async (keeping: Keeping, passphrase?: string): Promise<string | null> => {
    const kept = await sendMessage('changeKeeping', { keeping, ...(passphrase ? { passphrase } : {}) }).catch(
      (): Outcome<Status> => failed('bug'),
    );
    if (kept.ok) onStatus(kept.value);
    return kept.ok ? null : wordsOf(kept.failure).advice;
  };

  const save = async (change: Partial<Settings>): Promise<string | null> => {
    const saved = await sendMessage('changeSettings', change).catch((): Outcome<Status> => failed('bug'));
    if (saved.ok) onStatus(saved.value);
    return saved.ok ? null : wordsOf(saved.failure).advice;
  };

  return (
    <div class="settings">
      <Section title={t`Account`}>
        {status.locked && (
          <>
            <p>{t`A login is kept on this computer, ${<b>{t`locked`}</b>} with your passphrase. What you bought stays free to look at.`}</p>
            <Unlock onUnlock={unlocking(onStatus)} />
            <PassphraseMeans />
            <p>
              <Disconnect onDisconnect={disconnect} />
            </p>
          </>
        )}
        {login !== null && (
          <Connected
            status={status}
            onKeep={keep}
            onLock={() => void sendMessage('lock').then(onStatus, () => {})}
            onDisconnect={disconnect}
          />
        )}
        {login === null && !status.locked && (
          <>
            {new URLSearchParams(query).has('left') && <Left />}
            <Account status={status} onStatus={onStatus} onSample={onSample} />
          </>
        )}
      </Section>
      <Section title={t`Environment`}>
        <Environment name={settings.environment} onSave={save} />
      </Section>
      <Section title={t`Spending`}>
        <Caps status={status} onSave={save} />
      </Section>
      <Section title={t`When to fetch`}>
        <Chosen legend={t`When to fetch`} name="whenToFetch" options={fetching} value={settings.whenToFetch} onSave={save} />
      </Section>
      <Section title={t`Appearance`}>
        <Chosen legend={t`Theme`} name="theme" options={themes} value={settings.theme} onSave={save} />
      </Section>
      <Section title={t`Rank on the button`}>
        <Badge isOn={settings.badge} onSave={save} />
      </Section>
      <Section title={t`Your sites`}>
        <YourSites
          mine={settings.myDomains}
          rivals={settings.rivals}
          onSave={(which, lines) => hostsOf(lines).then((read) => (read.ok ? save({ [which]: read.hosts }) : read.fault))}
        />
      </Section>
      <Section title={t`Never send`}>
        <NeverSend
          hosts={settings.neverSend}
          onSave={(lines) => hostsOf(lines).then((read) => (read.ok ? save({ neverSend: read.hosts }) : read.fault))}
        />
      </Section>
      <Section title={t`Privacy`}>
        <Privacy />
      </Section>
    </div>
  );
}

function Account({ status, onStatus, onSample }: Props) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const connect = async (login: Login) => {
    setBusy(true);
    setFailure(null);
    const outcome = await sendMessage('connect', login).catch((): Outcome<Status> => failed('bug'));
    setBusy(false);
    if (outcome.ok) onStatus(outcome.value);
    else setFailure(outcome.failure);
  };
  const overview = endpointOf('summary');
  const { requestUsd, rowUsd } = priceOf(overview, status.prices);
  return (
    <SignIn
      failure={failure}
      isBusy={isBusy}
      prices={t`A request costs ${exactMoney(requestUsd)} and every row ${exactMoney(rowUsd)} more, at DataForSEO’s prices of ${ASSUMED_SINCE}: an overview ${money(estimateUsd(overview, {}, status.prices))}, 100 backlinks ${money(estimateUsd(endpointOf('backlinks'), { limit: 100 }, status.prices))}.`}
      onConnect={(login) => void connect(login)}
      onAllow={() => requestAccess(status.settings.environment === 'sandbox' ? SANDBOX : API)}
      onSample={onSample}
    />
  );
}

type SaveSettings = (change: Partial<Settings>) => Promise<string | null>;

function Environment({ name, onSave }: { name: EnvironmentName; onSave: SaveSettings }) {
  const [wanted, setWanted] = useState<EnvironmentName | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const choose = async (chosen: EnvironmentName) => {
    const access = chosen === 'sandbox' ? requestAccess(SANDBOX) : Promise.resolve(true);
    setWanted(chosen);
    setFault(null);
    const refusal = t`The browser was not allowed to reach sandbox.dataforseo.com, so nothing changed.`;
    setFault((await access) ? await onSave({ environment: chosen }) : refusal);
    setWanted(null);
  };
  return (
    <>
      <RadioGroup
        legend={t`Where answers come from`}
        name="environment"
        options={environments}
        value={wanted ?? name}
        onValue={(chosen) => void choose(chosen)}
      />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

/** The rank on the toolbar button. To know which page is in front, the browser must show us the addresses of tabs. */
function Badge({ isOn, onSave }: { isOn: boolean; onSave: SaveSettings }) {
  const [fault, setFault] = useState<string | null>(null);
  const choose = async (isWanted: boolean) => {
    const mayLook = isWanted ? await browser.permissions.request({ permissions: ['tabs'] }).catch(() => false) : true;
    setFault(
      mayLook ? await onSave({ badge: isWanted }) : t`The browser does not show Backlens which page is in front, so nothing changed.`,
    );
  };
  return (
    <div class="option">
      <label>
        <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => void choose(currentTarget.checked)} />
        {t`Show the rank of the page in front on the toolbar button`}
      </label>
      <p class="help">{t`Only where it is known already: nothing is asked or bought for it. The browser asks you to let Backlens see the addresses of tabs.`}</p>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

type ChosenProps<K extends keyof Settings & ('whenToFetch' | 'theme')> = {
  legend: string;
  name: K;
  options: readonly RadioOption<Settings[K]>[];
  value: Settings[K];
  onSave: SaveSettings;
};

/** A setting that is saved as soon as it is chosen. */
function Chosen<K extends 'whenToFetch' | 'theme'>({ legend, name, options, value, onSave }: ChosenProps<K>) {
  const [fault, setFault] = useState<string | null>(null);
  return (
    <>
      <RadioGroup
        legend={legend}
        name={name}
        options={options}
        value={value}
        isLegendHidden
        onValue={(chosen) => void onSave({ [name]: chosen }).then(setFault)}
      />
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

/** The hosts of typed lines, spelled as they are compared; or what is wrong with the first line that names none. */
async function hostsOf(lines: string[]): Promise<{ ok: true; hosts: string[] } | { ok: false; fault: string }> {
  const hosts = new Set<string>();
  for (const text of lines) {
    const reading = await sendMessage('readTarget', { text: text.slice(0, 10_000), allows: 'site' });
    if (!reading.ok) return { ok: false, fault: `“${visibleText(text, 80)}”: ${refusalWords[reading.reason].title}.` };
    hosts.add(reading.host);
  }
  return { ok: true, hosts: [...hosts] };
}
