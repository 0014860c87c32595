import type { Proof } from '../../../shared/contract/unlock-methods';
import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import { writeDurably } from '../../platform/disk/durable-write';
import { writeFailure } from '../../platform/disk/write-failure';
import type { KdfCost } from '../crypto/argon2id';
import type { ExportedKey } from './export-file';
import { NewExport } from './export-file';
import type { VaultEnvironment } from '../open-vault';
import type { RatePassphrase } from '../keyslots/passphrase-rules';
import { checkPassphrase } from '../keyslots/passphrase-rules';
import type { Vault } from '../vault';

interface VaultExportOptions {
  environment: VaultEnvironment;
  vault: () => Vault | null;
  confirm: (proof: Proof) => Promise<Result<void>>;
  kdfCost: () => Promise<KdfCost>;
  ratePassphrase: RatePassphrase;
  /** asks the user; null when they cancel */
  chooseTarget: (fileName: string) => Promise<string | null>;
}

/** Exports the keys of the open vault to a sealed file with its own passphrase. */
export class VaultExport {
  readonly #options: VaultExportOptions;

  constructor(options: VaultExportOptions) {
    this.#options = options;
  }

  /**
   * @param input.proof needed to export secrets, as for revealing one
   * @returns null when the user cancels
   */
  async save(input: {
    passphrase: string;
    withSecrets: boolean;
    proof: Proof | null;
  }): Promise<Result<{ path: string; keys: number } | null>> {
    const { environment, confirm, chooseTarget, kdfCost, ratePassphrase } = this.#options;
    const { passphrase, withSecrets, proof } = input;
    // An export leaves the computer more easily than the vault, so its passphrase must be as
    // strong.
    const checked = await checkPassphrase(passphrase, ratePassphrase);
    if (!checked.ok) return checked;
    if (!this.#options.vault()) return fail({ code: 'vault-locked' });
    if (withSecrets) {
      if (proof === null) return fail({ code: 'reveal-not-allowed' });
      const confirmed = await confirm(proof);
      if (!confirmed.ok) return confirmed;
    }
    const createdAt = new Date(environment.now()).toISOString();
    const path = await chooseTarget(`ownchat-keys-${createdAt.slice(0, 10)}.ownchat-vault`);
    if (path === null) return ok(null);
    const cost = await kdfCost();
    // The vault may have been locked while the dialog was open.
    const id = this.#options.vault()?.newExportId();
    if (id === undefined) return fail({ code: 'vault-locked' });
    const file = await NewExport.begin(id, passphrase, cost, createdAt);
    try {
      const encoded = await this.#encode(file, withSecrets);
      if (!encoded.ok) return encoded;
      await writeDurably(environment.fs, path, encoded.value.bytes, { mode: 'replace' });
      return ok({ path, keys: encoded.value.keys });
    } catch (error) {
      return fail(writeFailure(path, error));
    } finally {
      file.forget();
    }
  }

  /** The vault may have been locked during the dialog, the KDF or the commit of the record. */
  async #encode(
    file: NewExport,
    withSecrets: boolean,
  ): Promise<Result<{ bytes: Buffer; keys: number }>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const recorded = await vault.commit(() => {
      const change = { keys: vault.keys.size, withSecrets };
      return ok([{ event: 'vault.exported', keyId: null, change }]);
    });
    // Keys must stay exportable from a read-only vault.
    if (!recorded.ok && recorded.failure.code !== 'vault-read-only') return recorded;
    if (this.#options.vault() !== vault) return fail({ code: 'vault-locked' });
    return ok({ bytes: file.encode(keysOf(vault, withSecrets)), keys: vault.keys.size });
  }
}

function* keysOf(vault: Vault, withSecrets: boolean): Generator<ExportedKey> {
  for (const { record } of vault.keys.values()) {
    const secret = withSecrets ? vault.openSecret(record.id) : null;
    yield { record, secret: secret?.ok ? secret.value : null };
  }
}
