import { createHash } from 'node:crypto';
import { CLEAR_AFTER_MS } from '../../shared/secret-times';

const RETRY_MS = 1_000;

/** Electron's clipboard: synchronous before 44, asynchronous from then on. */
export interface TextClipboard {
  writeText(text: string): void | Promise<void>;
  readText(): string | Promise<string>;
  clear(): void;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Puts secrets into the clipboard and takes them out again, unless something else was copied meanwhile. */
export class SecretClipboard {
  readonly #clipboard: TextClipboard;
  readonly #now: () => number;
  readonly #onChange: (clearsAt: number | null) => void;
  /** A digest, so that the secret is not kept here as well. */
  #ours: string | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** @param onChange told when a secret is in the clipboard, and until when; null when none is any more */
  constructor(
    clipboard: TextClipboard,
    now: () => number,
    onChange: (clearsAt: number | null) => void,
  ) {
    this.#clipboard = clipboard;
    this.#now = now;
    this.#onChange = onChange;
  }

  /** @returns when the clipboard will be cleared, in milliseconds since the epoch */
  async copy(secret: string): Promise<number> {
    await this.#clipboard.writeText(secret);
    this.#ours = digest(secret);
    this.#clearAfter(CLEAR_AFTER_MS);
    const clearsAt = this.#now() + CLEAR_AFTER_MS;
    this.#onChange(clearsAt);
    return clearsAt;
  }

  /** Clears the clipboard if what we put there still is. */
  async clear(): Promise<void> {
    const ours = this.#ours;
    if (ours === null) return;
    const isOurs = digest(await this.#clipboard.readText()) === ours;
    // Another secret was copied while the clipboard was being read: it has a time of its own.
    if (this.#ours !== ours) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#ours = null;
    if (isOurs) this.#clipboard.clear();
    this.#onChange(null);
  }

  #clearAfter(delay: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // Another program may hold the clipboard for a moment; it must not keep the secret in it for good.
      this.clear().catch(() => {
        this.#clearAfter(RETRY_MS);
      });
    }, delay);
  }
}
