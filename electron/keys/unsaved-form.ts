import { z } from 'zod';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { UnsavedForm } from '../../shared/keys/unsaved-form';
import { unsavedFormSchema } from '../../shared/keys/unsaved-form';
import type { KeyVault } from './key-vault';

/** What a sealed form is bound to: no key has this id. */
const NAME = 'unsaved form';

const sealedSchema = z.strictObject({ nonce: z.string(), ciphertext: z.string(), tag: z.string() });
type Sealed = z.infer<typeof sealedSchema>;

interface FormVault extends Pick<KeyVault, 'sealSecret'> {
  openSealed(name: string, sealed: Sealed): Buffer | null;
}

interface UnsavedFormOptions {
  vault: () => FormVault | null;
  /** outside the vault, so that it outlives the app; what it gives may be anything */
  store: { get(): unknown; set(sealed: Sealed | null): void };
}

/**
 * Keeps what is typed into the form of a key and not saved, so that a lock, which waits for nobody, loses none of
 * it. Sealed by the vault from the first moment: nothing of it can be read before the vault is open again.
 */
export class UnsavedFormStore {
  readonly #options: UnsavedFormOptions;
  #sealed: Sealed | null = null;

  constructor(options: UnsavedFormOptions) {
    this.#options = options;
  }

  /**
   * @param form null: it was saved, or the person has thought better of it
   * @param isLeaving the app is asked to end, and whoever asked may not wait for the answer
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

  /** @returns what was not saved when the vault was locked or the page was lost, or null */
  get(): Result<UnsavedForm | null> {
    const vault = this.#options.vault();
    if (vault === null) return fail({ code: 'vault-locked' });
    const sealed = sealedSchema.safeParse(this.#sealed ?? this.#options.store.get());
    if (!sealed.success) return ok(null);
    // Of another vault, or from before its data key was changed: it says nothing any more.
    const plaintext = vault.openSealed(NAME, sealed.data);
    if (plaintext === null) return ok(null);
    const form = unsavedFormSchema.safeParse(JSON.parse(plaintext.toString('utf8')));
    plaintext.fill(0);
    return ok(form.success ? form.data : null);
  }

  /** The vault is locked, or the app may end: what was kept outlives the app from now on. */
  store(): void {
    if (this.#sealed) this.#options.store.set(this.#sealed);
  }
}
