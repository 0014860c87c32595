import type { ActivityEvent } from '../format/events';
import { isRecord } from '../format/record-events';

/** A snapshot is due when opening would have to replay this many lines. */
const LONG_TAIL = 2_000;

/** …or after this idle time following a change. */
const IDLE_MS = 30_000;

/** Retry with backoff after a failure, no later than this. */
const LONGEST_WAIT_MS = 120_000;

/**
 * Decides when to rewrite the snapshot: soon after the last change, and before the tail grows long.
 */
export class SnapshotSchedule {
  readonly #take: () => void;
  /** Lines since the last snapshot: all of them, and those that changed the content. */
  #unsaved = { lines: 0, changes: 0, records: 0 };
  #timer: NodeJS.Timeout | null = null;
  #failures = 0;

  /** @param take takes the snapshot */
  constructor(take: () => void) {
    this.#take = take;
  }

  /** Unlocking and locking alone need no snapshot. */
  get isDue(): boolean {
    return this.#unsaved.records > 0 || this.needsBackup;
  }

  /** Whether the content changed. Mere record events must not displace ten good backups. */
  get needsBackup(): boolean {
    return this.#unsaved.changes > 0 || this.#unsaved.lines >= LONG_TAIL;
  }

  count(events: readonly ActivityEvent[]): void {
    const tailsBefore = Math.floor(this.#unsaved.lines / LONG_TAIL);
    this.#unsaved.lines += events.length;
    this.#unsaved.changes += events.filter(({ event }) =>
      /^(key|setting|sync|usage)\./.test(event),
    ).length;
    this.#unsaved.records += events.filter(isRecord).length;
    const isLong = Math.floor(this.#unsaved.lines / LONG_TAIL) > tailsBefore;
    if (!this.isDue) return;
    this.#wait(isLong ? 0 : IDLE_MS);
  }

  /** Schedules a retry after a failure. */
  scheduleRetry(): void {
    this.#wait(Math.min(IDLE_MS * 2 ** this.#failures, LONGEST_WAIT_MS));
    this.#failures += 1;
  }

  #wait(ms: number): void {
    this.stopWaiting();
    this.#timer = setTimeout(this.#take, ms);
    this.#timer.unref();
  }

  /** Forces the next snapshot even without a change. */
  force(): void {
    this.#unsaved.changes += 1;
  }

  /** Resets after a snapshot. */
  reset(): void {
    this.#unsaved = { lines: 0, changes: 0, records: 0 };
    this.#failures = 0;
  }

  stopWaiting(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
