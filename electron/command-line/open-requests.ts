import { basename } from 'node:path';
import type { AppRequest } from '../../shared/app-command';
import type { OpenRequest } from './open-request';

const MOST = 50;

/** What was asked for from outside, until the window can show it: a locked vault shows nothing. */
export class OpenRequests {
  readonly #onAdded: () => void;
  #waiting: OpenRequest[] = [];

  constructor(onAdded: () => void) {
    this.#onAdded = onAdded;
  }

  add(requests: readonly (OpenRequest | null)[]): void {
    const understood = requests.filter((request) => request !== null);
    if (understood.length === 0) return;
    this.#waiting = [...this.#waiting, ...understood].slice(-MOST);
    this.#onAdded();
  }

  /** Each is handed out once. The window learns the name of a file, and not where it is. */
  take(): AppRequest[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken.map((request) =>
      request.kind === 'file' ? { kind: 'file', name: basename(request.path) } : request,
    );
  }
}
