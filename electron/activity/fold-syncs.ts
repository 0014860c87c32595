import type { ActivityFilter } from '../../shared/activity/activity';
import type { RecordedEvent } from './recorded-event';

interface Range {
  first: number;
  last: number;
}

/** Bookkeeping events of sync. The activity page leaves them out unless a filter names them. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['sync.agreed', 'usage.received']);

/** Whether each change of a sync is to be shown, and not only the one entry that counts them. */
const asksForEach = ({ events, keyId, query, within }: ActivityFilter): boolean =>
  events.length > 0 || keyId !== null || query.trim() !== '' || within !== null;

/**
 * Leaves out what one entry of a sync stands for, while the activity is read from its end. Nothing is taken away: the
 * events are in the chain, and shown to whoever asks for a key, an event, a word, or for what one sync has done.
 */
export class FoldedSyncs {
  /** where each sync that was met begins, by the number of its entry */
  readonly #known = new Map<number, number>();

  /** @param from the number of the event at which reading goes on */
  reading(filter: ActivityFilter, from: number): (event: RecordedEvent) => boolean {
    const isWhole = asksForEach(filter);
    let range: Range | null = null;
    for (const [last, first] of this.#known) {
      if (first <= from && from <= last) range = { first, last };
    }
    return (event) => {
      const { sequence, origin } = event;
      if (event.event === 'sync.done') {
        const { first } = event.change;
        this.#known.set(sequence, first);
        range = { first, last: sequence };
        return true;
      }
      if (isWhole) return true;
      if (BOOKKEEPING.has(event.event)) return false;
      if (origin !== 'endpoint') return true;
      const isPart = range !== null && range.first <= sequence && sequence <= range.last;
      return event.event !== 'setting.changed' && !(isPart && event.event.startsWith('key.'));
    };
  }
}
