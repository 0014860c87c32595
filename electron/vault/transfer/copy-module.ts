import type { Proof } from '../../../shared/contract/unlock-methods';
import type { copyRequests } from '../../../shared/contract/transfer';
import type { Result } from '../../../shared/lib/result';
import type { FeatureModule } from '../../lib/feature-module';
import type { KdfCost } from '../crypto/argon2id';
import type { RatePassphrase } from '../keyslots/passphrase-rules';
import type { VaultEnvironment } from '../open-vault';
import type { Vault } from '../vault';
import { VaultExport } from './export-vault';
import { VaultBackups } from './restore-backup';
import { t } from '../../lib/messages';

interface Around {
  vault: () => Vault | null;
  environment: VaultEnvironment;
  confirm: (proof: Proof) => Promise<Result<void>>;
  kdfCost: () => Promise<KdfCost>;
  ratePassphrase: RatePassphrase;
  /** @returns null when the person chooses no file */
  chooseTarget: (
    title: string,
    fileName: string,
    filters: { name: string; extensions: string[] }[],
  ) => Promise<string | null>;
}

/** Copies of the vault: its backups, and encrypted exports. */
export function copyModule(around: Around): FeatureModule<typeof copyRequests> {
  const backups = new VaultBackups(around.environment, around.vault);
  const exporter = new VaultExport({
    ...around,
    chooseTarget: (fileName) =>
      around.chooseTarget(t('main:fileDialogs.export'), fileName, [
        { name: t('main:fileDialogs.sealedFiles'), extensions: ['ownchat-vault'] },
      ]),
  });
  return {
    handlers: {
      'backups:list': () => backups.list(),
      'backups:compare': ({ name }) => backups.compare(name),
      'backups:restore': ({ name }) => backups.restore(name),
      'export:save': (input) => exporter.save(input),
    },
  };
}
