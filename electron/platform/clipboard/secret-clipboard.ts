import { createHash } from 'node:crypto';
import { CLEAR_AFTER_MS } from '../../../shared/keys/secret-times';

const RETRY_MS = 1_000;

/** Electron's clipboard: synchronous before 44, asynchronous from then on. */
export interface TextClipboard {
  writeText(text: string): void | Promise<void>;
  readText(): string | Promise<string>;
  clear(): void;
}

/** A text source that can be read and cleared. */
export type ClearableText = Pick<TextClipboard, 'readText' | 'clear'>;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Copies secrets to the clipboard and clears them later, unless something else was copied since.
 */
export class SecretClipboard {
  readonly #clipboard: TextClipboard;
  readonly #now: () => number;
  readonly #onChange: (clearsAt: number | null) => void;
  readonly #primary: ClearableText | null;
  /** A digest, so that the secret is not kept in memory here. */
  #ours: string | null = null;
  #timer: NodeJS.Timeout | null = null;

  /**
   * @param onChange called when a secret is in the clipboard, with its clearing time; null once it
   * is not
   * @param primary the desktop's primary selection, to which Chromium copies as well; null where
   * there is none
   */
  constructor(
    clipboard: TextClipboard,
    now: () => number,
    onChange: (clearsAt: number | null) => void,
    primary: ClearableText | null = null,
  ) {
    this.#clipboard = clipboard;
    this.#now = now;
    this.#onChange = onChange;
    this.#primary = primary;
  }

  /** @returns when the clipboard will be cleared, in milliseconds since the epoch */
  async copy(secret: string): Promise<number> {
    await this.#clipboard.writeText(secret);
    this.#ours = digest(secret);
    this.#clearAfter(CLEAR_AFTER_MS);
    const clearsAt = this.#now() + CLEAR_AFTER_MS;
    this.#onChange(clearsAt);
    // A middle click would paste the primary selection, although the user did not copy there.
    await this.#clearPrimary(this.#ours).catch(() => undefined);
    return clearsAt;
  }

  /** Clears the clipboard if it still holds our secret. */
  async clear(): Promise<void> {
    const ours = this.#ours;
    if (ours === null) return;
    const isOurs = digest(await this.#clipboard.readText()) === ours;
    // Another secret was copied during the read; it has its own timer.
    if (this.#ours !== ours) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#ours = null;
    if (isOurs) this.#clipboard.clear();
    this.#onChange(null);
    await this.#clearPrimary(ours);
  }

  /** Clears the primary selection if the secret with that digest is in it. */
  async #clearPrimary(ours: string): Promise<void> {
    if (this.#primary && digest(await this.#primary.readText()) === ours) this.#primary.clear();
  }

  #clearAfter(delay: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // Another program may lock the clipboard briefly; retry, so that the secret does not stay.
      this.clear().catch(() => {
        this.#clearAfter(RETRY_MS);
      });
    }, delay);
  }
}
