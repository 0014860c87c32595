import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../../ui/controls/link-button';
import { ProofField } from '../../../credentials/proof-field';
import type { ProofEntry } from '../../../credentials/use-proof';

/** The field for a proof: the passphrase or, alternatively, the recovery code. */
export function ProofStep({ entry, onSwitch }: { entry: ProofEntry; onSwitch: () => void }) {
  const { t } = useTranslation();
  const switchMethod = () => {
    entry.switchMethod();
    onSwitch();
  };
  return (
    <div>
      <ProofField entry={entry} />
      <LinkButton type="button" onClick={switchMethod} style={{ marginTop: 8 }}>
        {t(entry.method === 'recovery-code' ? 'security.usePassphrase' : 'security.useCode')}
      </LinkButton>
    </div>
  );
}
