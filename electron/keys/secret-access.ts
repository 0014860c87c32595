import type { Proof } from '../../shared/contract/unlock-methods';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import { REVEAL_MS } from '../../shared/keys/secret-times';
import type { Verdict } from '../../shared/sync/sync-state';
import type { KeyVault, SecretRead } from './key-vault';

/** The dependencies of reading secrets. */
export interface SecretAccessOptions {
  vault: () => KeyVault | null;
  now: () => number;
  confirm: (proof: Proof) => Promise<Result<void>>;
  /** @returns when the clipboard will be cleared, in milliseconds since the epoch */
  copy: (secret: string) => Promise<number>;
  /** asks the endpoint whether it accepts the secret, optionally for a scope */
  test: (secret: string, scope?: string) => Promise<Result<{ verdict: Verdict }>>;
}

/**
 * The only way for a stored secret to leave the vault: revealed or copied by a user who has entered
 * the passphrase, copied while it is on screen, or written to an encrypted file.
 */
export class SecretAccess {
  readonly #options: SecretAccessOptions;
  /** Keys whose secret is on screen: its hash, and until when. */
  readonly #shown = new Map<string, { secretHash: string | undefined; until: number }>();
  /**
   * How often each key, or all of them, were concealed. A proof that is verified during that is
   * discarded.
   */
  readonly #concealments = new Map<string, number>();
  #concealmentsOfAll = 0;

  constructor(options: SecretAccessOptions) {
    this.#options = options;
  }

  /** A key was just created: its secret is on screen until the user closes it. */
  show(id: string): void {
    this.#noteShown(id, Number.POSITIVE_INFINITY);
  }

  /**
   * @returns `show`, which does nothing if the page that waits for the secret was closed meanwhile
   */
  toShow(): (id: string) => void {
    const before = this.#concealmentsOfAll;
    return (id) => {
      if (this.#concealmentsOfAll === before) this.show(id);
    };
  }

  /** The user has closed it, or cancelled while the proof was verified. */
  conceal(id: string): void {
    this.#shown.delete(id);
    this.#concealments.set(id, (this.#concealments.get(id) ?? 0) + 1);
  }

  /** The page or the vault was closed: no secret is on screen. */
  concealAll(): void {
    this.#shown.clear();
    this.#concealmentsOfAll += 1;
  }

  async reveal(id: string, proof: Proof): Promise<Result<{ secret: string; hideAt: number }>> {
    const secret = await this.#read(id, proof, 'secret.revealed');
    if (!secret.ok) return secret;
    const hideAt = this.#options.now() + REVEAL_MS;
    this.#noteShown(id, hideAt);
    return ok({ secret: secret.value, hideAt });
  }

  /** @param proof null suffices while the secret is on screen */
  async copy(id: string, proof: Proof | null): Promise<Result<{ clearsAt: number }>> {
    const secret = await this.#read(id, proof, 'secret.copied');
    if (!secret.ok) return secret;
    return ok({ clearsAt: await this.#options.copy(secret.value) });
  }

  /**
   * Sends a secret to the endpoint to test whether it is accepted, optionally for a scope. It is
   * not shown.
   */
  async test(id: string, proof: Proof, scope?: string): Promise<Result<{ verdict: Verdict }>> {
    const secret = await this.#read(id, proof, 'secret.tested');
    return secret.ok ? this.#options.test(secret.value, scope) : secret;
  }

  /**
   * Reads a secret for a file that is encrypted to a recipient, or to a passphrase.
   *
   * @param prepare runs when the person may read it; false when they cancel, which is not recorded
   * @returns null when they cancelled
   */
  async handOver(
    id: string,
    proof: Proof,
    recipient: string | null,
    prepare: () => Promise<boolean>,
  ): Promise<Result<string | null>> {
    let isCancelled = false;
    const secret = await this.#read(id, proof, 'secret.handed-over', { recipient }, async () => {
      isCancelled = !(await prepare());
      return isCancelled ? fail({ code: 'not-confirmed' }) : ok(undefined);
    });
    return isCancelled ? ok(null) : secret;
  }

  /**
   * Checks the permission, records the read, and only then reads.
   *
   * @param prepare runs after the permission was checked; its failure ends the read
   */
  async #read(
    id: string,
    proof: Proof | null,
    event: SecretRead['event'],
    change: SecretRead['change'] = null,
    prepare?: () => Promise<Result<void>>,
  ): Promise<Result<string>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const entry = vault.keys.get(id);
    if (!entry) return fail({ code: 'key-not-found' });
    if (!entry.sealedSecret) return fail({ code: 'secret-not-stored' });
    const concealed = this.#concealed(id);
    const allowed = await this.#mayRead(id, proof);
    if (!allowed.ok) return allowed;
    const prepared = await prepare?.();
    if (prepared?.ok === false) return prepared;
    if (this.#concealed(id) !== concealed) return fail({ code: 'reveal-not-allowed' });
    // A vault that is being locked still has its data key while it writes; it must give out no
    // secret.
    if (this.#options.vault() !== vault) return fail({ code: 'vault-locked' });
    const recorded = await vault.commit(() =>
      // The key may have been deleted while the proof was verified.
      vault.keys.has(id)
        ? ok([{ event, keyId: id, change } as SecretRead])
        : fail({ code: 'key-not-found' }),
    );
    // Secrets must stay readable in a read-only vault.
    if (!recorded.ok && recorded.failure.code !== 'vault-read-only') return recorded;
    if (this.#concealed(id) !== concealed) return fail({ code: 'reveal-not-allowed' });
    if (this.#options.vault() !== vault) return fail({ code: 'vault-locked' });
    // The secret may have been replaced by one that is not on screen.
    if (proof === null && !this.#isShown(id)) return fail({ code: 'reveal-not-allowed' });
    const bytes = vault.openSecret(id);
    if (!bytes.ok) return bytes;
    const secret = bytes.value.toString('utf8');
    bytes.value.fill(0);
    return ok(secret);
  }

  async #mayRead(id: string, proof: Proof | null): Promise<Result<void>> {
    if (proof !== null) return this.#options.confirm(proof);
    return this.#isShown(id) ? ok(undefined) : fail({ code: 'reveal-not-allowed' });
  }

  #noteShown(id: string, until: number): void {
    this.#shown.set(id, { secretHash: this.#secretHash(id), until });
  }

  /** Whether the key's present secret is on screen. */
  #isShown(id: string): boolean {
    const shown = this.#shown.get(id);
    if (shown === undefined || shown.until <= this.#options.now()) return false;
    return shown.secretHash === this.#secretHash(id);
  }

  #secretHash(id: string): string | undefined {
    return this.#options.vault()?.keys.get(id)?.record.secretHash;
  }

  #concealed(id: string): number {
    return this.#concealmentsOfAll + (this.#concealments.get(id) ?? 0);
  }
}
