import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { UnsavedForm } from '../../shared/keys/unsaved-form';
import { unsavedFormSchema } from '../../shared/keys/unsaved-form';
import type { SealedSecret } from '../lib/vault-port';
import { sealedSecretSchema } from '../lib/vault-port';
import type { KeyVault } from './key-vault';

/** The context of the sealed form: no key has this id. */
const NAME = 'unsaved form';

interface FormVault extends Pick<KeyVault, 'sealSecret'> {
  openSealed(name: string, sealed: SealedSecret): Buffer | null;
}

interface UnsavedFormOptions {
  vault: () => FormVault | null;
  /** outside the vault, so that it outlives the app; what it gives may be anything */
  store: { get(): unknown; set(sealed: SealedSecret | null): void };
}

/**
 * Keeps an unsaved key form, so that locking, which does not wait, loses no input. It is sealed by
 * the vault from the start, and cannot be read before the vault is unlocked again.
 */
export class UnsavedFormStore {
  readonly #options: UnsavedFormOptions;
  #sealed: SealedSecret | null = null;

  constructor(options: UnsavedFormOptions) {
    this.#options = options;
  }

  /**
   * @param form null: it was saved or cancelled
   * @param isLeaving the app is about to quit and may not wait for an answer
   */
  keep(form: UnsavedForm | null, isLeaving = false): Result<void> {
    const vault = this.#options.vault();
    if (vault === null) return fail({ code: 'vault-locked' });
    if (form === null) {
      this.#sealed = null;
      if (this.#options.store.get()) this.#options.store.set(null);
      return ok(undefined);
    }
    const plaintext = Buffer.from(JSON.stringify(form));
    this.#sealed = vault.sealSecret(NAME, plaintext);
    plaintext.fill(0);
    if (isLeaving) this.store();
    return ok(undefined);
  }

  /** @returns the form that was unsaved when the vault was locked or the page was lost, or null */
  get(): Result<UnsavedForm | null> {
    const vault = this.#options.vault();
    if (vault === null) return fail({ code: 'vault-locked' });
    const sealed = sealedSecretSchema.safeParse(this.#sealed ?? this.#options.store.get());
    if (!sealed.success) return ok(null);
    // It is of another vault, or from before a data key rotation.
    const plaintext = vault.openSealed(NAME, sealed.data);
    if (plaintext === null) return ok(null);
    const form = unsavedFormSchema.safeParse(JSON.parse(plaintext.toString('utf8')));
    plaintext.fill(0);
    return ok(form.success ? form.data : null);
  }

  /** Call it on locking or before quitting: persists the form. */
  store(): void {
    if (this.#sealed) this.#options.store.set(this.#sealed);
  }
}
