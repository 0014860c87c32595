import type { Failure } from '../../../shared/lib/failure';

/** Upper bound for a batch, in bytes of JSON, however much the server accepts. */
const MAX_BYTES = 1_000_000;

/** A lower limit than the announced one, found by trial. */
export interface LearntLimit {
  requests?: number | undefined;
  bytes?: number | undefined;
}

/**
 * The size of a batch. A server or proxy may accept less than announced. After a refusal a smaller
 * batch is tried, and a size that worked is remembered, unless the refusal was about one record and
 * not about size.
 */
export class BatchLimit {
  /** the limit that the server announces */
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
    return Math.min(MAX_BYTES, this.#learnt.bytes ?? MAX_BYTES);
  }

  /** The limit learnt in this run; null when it is unchanged. */
  get learnt(): LearntLimit | null {
    return this.#learnt === this.#before ? null : this.#learnt;
  }

  /**
   * Reports that a whole batch was refused.
   *
   * @returns whether a smaller batch is worth trying
   */
  refused(failure: Failure, { requests, bytes }: { requests: number; bytes: number }): boolean {
    const kind = limitBehind(failure);
    if (kind === null) return false;
    if (requests === 1) {
      // The refusal was about this record, so it says nothing about size.
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

/** A batch with more requests than the server's present limit also gets a 400. */
function limitBehind(failure: Failure): 'requests' | 'bytes' | null {
  if (failure.code !== 'endpoint-error') return null;
  return failure.status === 413 ? 'bytes' : failure.status === 400 ? 'requests' : null;
}
