import { renewMinute } from '../../../ui/hooks/now';
import type { KeyEntry } from './key-entry';
import type { KeyStore } from './key-store';

/** The maximum delay of a timer. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * When time next changes the status of a key or ends a grace period.
 *
 * @returns milliseconds since the epoch; infinity when time changes nothing
 */
function nextChange(entries: Iterable<KeyEntry>, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { key, expiresAt } of entries) {
    if (expiresAt > now && expiresAt < next) next = expiresAt;
    if (key.graceUntil === undefined) continue;
    const end = Date.parse(key.graceUntil);
    if (end > now && end < next) next = end;
  }
  return next;
}

/** Updates the list at the exact time a key expires, not with the next minute. @returns stops it */
export function followClock(store: KeyStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    const list = store.read();
    if (list.state !== 'ready') return;
    const now = Date.now();
    const next = nextChange(list.index.ordered('createdAt'), now);
    if (next === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(
      () => {
        renewMinute();
        wait();
      },
      Math.min(next - now, LONGEST_MS),
    );
  };
  const stop = store.subscribe(wait);
  wait();
  return () => {
    stop();
    clearTimeout(timer);
  };
}
