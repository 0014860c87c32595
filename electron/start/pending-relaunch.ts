import type { OpenRequest } from './open-request';
import { handOverBytes, MAX_HANDED_OVER, workingDirectory } from './second-start-message';
import { handOver, openRequestFrom } from './open-request';

/** Collects requests that arrive while the app is quitting, and starts the app again for them. */
export class PendingRelaunch {
  readonly #options: string[];
  readonly #atEnd: (args: () => string[]) => void;
  #open: OpenRequest[] = [];
  #isAsked = false;

  /**
   * @param args of this start, without the executable; what they opened is not opened again
   * @param atEnd starts the app once after it has ended
   */
  constructor(args: readonly string[], atEnd: (args: () => string[]) => void) {
    this.#options = args.filter((argument) => openRequestFrom(argument, '/') === null);
    this.#atEnd = atEnd;
  }

  open(requests: readonly OpenRequest[]): void {
    for (const request of requests) if (this.#fits(request)) this.#open.push(request);
    if (!this.#isAsked) this.#atEnd(() => this.#argumentsFor(this.#open));
    this.#isAsked = true;
  }

  /** A start with too long arguments is refused, so the app would not come back. */
  #fits(request: OpenRequest): boolean {
    const open = [...this.#open, request];
    const argv = [process.execPath, ...this.#argumentsFor(open)];
    return handOverBytes(argv, workingDirectory(), handOver(open)) <= MAX_HANDED_OVER;
  }

  #argumentsFor(open: readonly OpenRequest[]): string[] {
    return [...this.#options, ...open.map(argumentFor)];
  }
}

/** The argument that makes this request. */
function argumentFor(request: OpenRequest): string {
  if (request.kind === 'file') return request.path;
  return `ownchat-keys://${request.kind}/${request.kind === 'key' ? request.id : request.page}`;
}
