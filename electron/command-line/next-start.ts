import type { OpenRequest } from './open-request';
import { openRequestFrom } from './open-request';

/** The start that follows when the app was asked for while it was ending. */
export class NextStart {
  readonly #options: string[];
  readonly #atEnd: (args: () => string[]) => void;
  #open: string[] = [];
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
    this.#open.push(...requests.map(argumentFor));
    if (!this.#isAsked) this.#atEnd(() => [...this.#options, ...this.#open]);
    this.#isAsked = true;
  }
}

/** The argument that asks for it. */
function argumentFor(request: OpenRequest): string {
  if (request.kind === 'file') return request.path;
  return `ownchat-keys://${request.kind}/${request.kind === 'key' ? request.id : request.page}`;
}
