import type { ActivityFilter } from '../../shared/activity/activity';
import type { RecordedEvent } from './recorded-event';

interface Range {
  first: number;
  last: number;
}

/** Bookkeeping events of sync. The activity page leaves them out unless a filter names them. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['sync.agreed', 'usage.received']);

/** Whether the filter asks for each change of a sync rather than for the summary entry. */
const showsEachChange = ({ events, keyId, query, within }: ActivityFilter): boolean =>
  events.length > 0 || keyId !== null || query.trim() !== '' || within !== null;

/**
 * Hides the events that a sync's summary entry covers, while the activity is read backwards. They
 * stay in the chain, and are shown when a key, an event, a word or one sync is asked for.
 */
export class FoldedSyncs {
  /** the first event of each sync so far, by the sequence number of its summary */
  readonly #known = new Map<number, number>();

  /** @param from sequence number of the event to continue at */
  reading(filter: ActivityFilter, from: number): (event: RecordedEvent) => boolean {
    const isWhole = showsEachChange(filter);
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
