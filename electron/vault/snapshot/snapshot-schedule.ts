import type { ActivityEvent } from '../format/events';
import { isRecord } from '../format/record-events';

/** A snapshot is due when this many lines stand only in the activity: opening must replay them. */
const LONG_TAIL = 2_000;

/** …or when nothing has happened for this long after a change. */
const IDLE_MS = 30_000;

/** After a failure it is tried again, at first as soon, and no later than this. */
const LONGEST_WAIT_MS = 120_000;

/** Knows when the snapshot is to be rewritten: soon after changes have ceased, and before the tail grows long. */
export class SnapshotSchedule {
  readonly #take: () => void;
  /** What stands in the activity only: lines of any kind, and those among them that changed the content. */
  #unsaved = { lines: 0, changes: 0, records: 0 };
  #timer: NodeJS.Timeout | null = null;
  #failures = 0;

  /** @param take is called when it is time */
  constructor(take: () => void) {
    this.#take = take;
  }

  /** Unlocking and locking alone are no reason. */
  get isDue(): boolean {
    return this.#unsaved.records > 0 || this.needsBackup;
  }

  /** Whether the content is another one. What is only recorded must not push ten good backups out. */
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

  /** It was tried and has failed. */
  tryAgain(): void {
    this.#wait(Math.min(IDLE_MS * 2 ** this.#failures, LONGEST_WAIT_MS));
    this.#failures += 1;
  }

  #wait(ms: number): void {
    this.stopWaiting();
    this.#timer = setTimeout(this.#take, ms);
    this.#timer.unref();
  }

  /** What is on the disk must be written again, whatever has changed. */
  insist(): void {
    this.#unsaved.changes += 1;
  }

  /** Everything stands in a snapshot. */
  settle(): void {
    this.#unsaved = { lines: 0, changes: 0, records: 0 };
    this.#failures = 0;
  }

  stopWaiting(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
