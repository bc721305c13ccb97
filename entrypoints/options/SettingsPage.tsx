import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Caps } from '../../components/settings/Caps.tsx';
import { Connected } from '../../components/settings/Connected.tsx';
import { NeverSend } from '../../components/settings/NeverSend.tsx';
import { Privacy } from '../../components/settings/Privacy.tsx';
import { RadioGroup, type RadioOption } from '../../components/settings/RadioGroup.tsx';
import { Section } from '../../components/settings/Section.tsx';
import { type Login, SignIn } from '../../components/settings/SignIn.tsx';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { wordsOf } from '../../lib/failure-words.ts';
import { money } from '../../lib/format.ts';
import { type Status, sendMessage } from '../../lib/messages.ts';
import { type Failure, failed, type Outcome } from '../../lib/outcome.ts';
import { ASSUMED_SINCE, estimateUsd, priceOf } from '../../lib/price.ts';
import { refusalWords } from '../../lib/refusal-words.ts';
import type { EnvironmentName, Settings } from '../../lib/settings.ts';
import { visibleText } from '../../lib/visible-text.ts';

const environments: readonly RadioOption<EnvironmentName>[] = [
  { value: 'production', label: 'Your account', help: 'Real data of DataForSEO, paid from your balance.' },
  { value: 'sandbox', label: 'Sandbox', help: 'DataForSEO’s test server: your login, made-up data, free.' },
  { value: 'sample', label: 'Sample data', help: 'Made up in your browser: no account, no network, free.' },
];
const fetching: readonly RadioOption<Settings['whenToFetch']>[] = [
  {
    value: 'on-open',
    label: 'When I open the popup or click the menu',
    help: 'Opening is the ask: what is not stored yet is bought at once.',
  },
  { value: 'ask', label: 'Ask me first, with the price', help: 'Nothing is bought until you press a button that says what it costs.' },
];
const themes: readonly RadioOption<Settings['theme']>[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const SANDBOX = 'https://sandbox.dataforseo.com/*';
const API = 'https://api.dataforseo.com/*';

type Props = { status: Status; onStatus: (status: Status) => void; onSample: () => void };

/** Must be called in the click itself: browsers take the question from nowhere else. */
const requestAccess = (origin: string): Promise<boolean> => browser.permissions.request({ origins: [origin] }).catch(() => false);

export function SettingsPage({ status, onStatus, onSample }: Props) {
  const { settings, login } = status;

  const save = async (change: Partial<Settings>): Promise<string | null> => {
    const saved = await sendMessage('changeSettings', change).catch((): Outcome<Status> => failed('bug'));
    if (saved.ok) onStatus(saved.value);
    return saved.ok ? null : wordsOf(saved.failure).advice;
  };

  return (
    <div class="settings">
      <Section title="Account">
        {login === null ? (
          <Account status={status} onStatus={onStatus} onSample={onSample} />
        ) : (
          <Connected
            status={status}
            onDisconnect={() => {
              sendMessage('disconnect').then(onStatus, () => {});
            }}
          />
        )}
      </Section>
      <Section title="Environment">
        <Environment name={settings.environment} onSave={save} />
      </Section>
      <Section title="Spending">
        <Caps status={status} onSave={save} />
      </Section>
      <Section title="When to fetch">
        <Chosen legend="When to fetch" name="whenToFetch" options={fetching} value={settings.whenToFetch} onSave={save} />
      </Section>
      <Section title="Appearance">
        <Chosen legend="Theme" name="theme" options={themes} value={settings.theme} onSave={save} />
      </Section>
      <Section title="Never send">
        <NeverSend
          hosts={settings.neverSend}
          onSave={(lines) => hostsOf(lines).then((read) => (read.ok ? save({ neverSend: read.hosts }) : read.fault))}
        />
      </Section>
      <Section title="Privacy">
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
      prices={
        <>
          A request costs ${requestUsd} and every row ${rowUsd} more, at DataForSEO’s prices of {ASSUMED_SINCE}: an overview{' '}
          {money(estimateUsd(overview, {}, status.prices))}, 100 backlinks{' '}
          {money(estimateUsd(endpointOf('backlinks'), { limit: 100 }, status.prices))}.
        </>
      }
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
    const refusal = 'The browser was not allowed to reach sandbox.dataforseo.com, so nothing changed.';
    setFault((await access) ? await onSave({ environment: chosen }) : refusal);
    setWanted(null);
  };
  return (
    <>
      <RadioGroup
        legend="Where answers come from"
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
