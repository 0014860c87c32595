import { Worker } from 'node:worker_threads';
import type { PassphraseRating } from '../../../shared/vault/passphrase-rating';
import { inBackground } from '../../lib/in-background';

/** An idle worker is terminated after this time, which frees its dictionaries and passphrases. */
const IDLE_MS = 60_000;

/** Rates passphrases in a worker, so that neither the window nor the main process blocks. */
export class PassphraseRater {
  readonly #start: () => Worker;
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** @param script absolute path of the built `rating-worker` */
  constructor(script: string) {
    this.#start = () => new Worker(script);
  }

  /** Serial, because answers carry no request id. */
  rate(passphrase: string): Promise<PassphraseRating> {
    const rating = this.#last.then(() => this.#ask(passphrase));
    this.#last = rating.catch(() => undefined);
    return rating;
  }

  #ask(passphrase: string): Promise<PassphraseRating> {
    const worker = (this.#worker ??= this.#start());
    worker.unref();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#terminate();
    }, IDLE_MS);
    this.#timer.unref();
    return new Promise((resolve, reject) => {
      const failed = (error: unknown) => {
        this.#terminate();
        reject(error instanceof Error ? error : new Error('the rating worker has ended'));
      };
      worker.removeAllListeners();
      worker.once('message', resolve);
      worker.once('error', failed);
      worker.once('exit', failed);
      // A worker has no origin: the rule is about windows.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of this process has no origin
      worker.postMessage(passphrase);
    });
  }

  #terminate(): void {
    const worker = this.#worker;
    this.#worker = null;
    worker?.removeAllListeners();
    inBackground('ending the rating worker', worker?.terminate());
  }
}
