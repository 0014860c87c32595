import type { Failure } from '../../../shared/lib/failure';

/** A batch is not larger than this, in bytes of JSON, whatever a server would take. */
const MOST_BYTES = 1_000_000;

/** What a server was found to take at once, where that is less than it says. */
export interface LearntLimit {
  requests?: number | undefined;
  bytes?: number | undefined;
}

/**
 * How much goes into one request. A server, or what stands before it, may take less than it says: then less is tried,
 * and what has worked is worth remembering, unless it was one record that could not be taken and not the size.
 */
export class BatchLimit {
  /** what the server says it takes */
  readonly announced: number;
  readonly #before: LearntLimit;
  #learnt: LearntLimit;

  constructor(announced: number, learnt: LearntLimit = {}) {
    this.announced = announced;
    this.#before = learnt;
    this.#learnt = learnt;
  }

  get requests(): number {
    return Math.min(this.announced, this.#learnt.requests ?? this.announced);
  }

  get bytes(): number {
    return Math.min(MOST_BYTES, this.#learnt.bytes ?? MOST_BYTES);
  }

  /** What this run has found out; null when that is nothing new. */
  get learnt(): LearntLimit | null {
    return this.#learnt === this.#before ? null : this.#learnt;
  }

  /**
   * A request was refused as a whole.
   *
   * @returns whether less of the same is worth trying
   */
  refused(failure: Failure, { requests, bytes }: { requests: number; bytes: number }): boolean {
    const kind = limitBehind(failure);
    if (kind === null) return false;
    if (requests === 1) {
      // So it was this record all the time, and says nothing about size.
      if (this.#learnt[kind] !== this.#before[kind]) {
        this.#learnt = { ...this.#learnt, [kind]: this.#before[kind] };
      }
      return false;
    }
    const half = Math.ceil((kind === 'bytes' ? bytes : requests) / 2);
    this.#learnt = { ...this.#learnt, [kind]: half };
    return true;
  }
}

/** 400 is also what a batch of more requests than the server takes by now is answered. */
function limitBehind(failure: Failure): 'requests' | 'bytes' | null {
  if (failure.code !== 'endpoint-error') return null;
  return failure.status === 413 ? 'bytes' : failure.status === 400 ? 'requests' : null;
}
