import type { OpenRequest } from './open-request';
import { handOverBytes, MOST_HANDED_OVER, workingDirectory } from './second-start-message';
import { handOver, openRequestFrom } from './open-request';

/** The start that follows when the app was asked for while it was ending. */
export class NextStart {
  readonly #options: string[];
  readonly #atEnd: (args: () => string[]) => void;
  #open: OpenRequest[] = [];
  #isAsked = false;

  /**
   * @param args of this start, without the executable; what they open was opened by it
   * @param atEnd is to start the app once, when it has ended
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

  /** A start that says too much is refused, and would not bring the app back. */
  #fits(request: OpenRequest): boolean {
    const open = [...this.#open, request];
    const argv = [process.execPath, ...this.#argumentsFor(open)];
    return handOverBytes(argv, workingDirectory(), handOver(open)) <= MOST_HANDED_OVER;
  }

  #argumentsFor(open: readonly OpenRequest[]): string[] {
    return [...this.#options, ...open.map(argumentFor)];
  }
}

/** The argument that asks for it. */
function argumentFor(request: OpenRequest): string {
  if (request.kind === 'file') return request.path;
  return `ownchat-keys://${request.kind}/${request.kind === 'key' ? request.id : request.page}`;
}
