import { t } from '../../lib/words.ts';
import { HostList } from './HostList.tsx';

type Props = {
  mine: readonly string[];
  rivals: readonly string[];
  onSave: (which: 'myDomains' | 'rivals', lines: string[]) => Promise<string | null>;
};

/** The person's own sites and rivals: whoever is looked at is looked up among those that link to these. */
export function YourSites({ mine, rivals, onSave }: Props) {
  return (
    <div class="pair">
      <HostList
        id="my-domains"
        label={t`Your sites, one per line`}
        help={t`Buy who links to them once, in Referring domains; every popup then says for nothing whether the site links to you.`}
        placeholder={t`example.com`}
        hosts={mine}
        onSave={(lines) => onSave('myDomains', lines)}
      />
      <HostList
        id="rivals"
        label={t`Rivals’ sites, one per line`}
        help={t`The same for those you compare yourself with.`}
        placeholder={'example.org\nexample.net'}
        hosts={rivals}
        onSave={(lines) => onSave('rivals', lines)}
      />
    </div>
  );
}
