import { t } from '../../lib/words.ts';
import { HostList } from './HostList.tsx';

type Props = { hosts: readonly string[]; onSave: (lines: string[]) => Promise<string | null> };

/** Sites of which nothing ever leaves the browser. */
export function NeverSend({ hosts, onSave }: Props) {
  return (
    <HostList
      id="never-send"
      label={t`Sites to keep to yourself, one per line`}
      help={t`Nothing about these sites and their subdomains is ever sent, whoever asks.`}
      placeholder={'intranet.example.com\nclient.example.org'}
      hosts={hosts}
      onSave={onSave}
    />
  );
}
