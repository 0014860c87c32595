import { useEffect, useState } from 'react';
import { NO_ACTIVITY_FILTER } from '../../../../shared/activity/activity';
import type {
  ActivityCursor,
  ActivityEntry,
  ActivityEventName,
} from '../../../../shared/activity/activity';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { ShownUsage } from '../../../../shared/keys/usage';
import { bridge, listen } from '../../../bridge/bridge';

/** How long a key is shown before its requests are sent: the arrow keys pass many. */
export const AFTER_MS = 150;
const MOST_EVENTS = 5;
/** Each part of the activity takes the main process about 50 ms. */
const MOST_PARTS = 40;

/** The events that change a key. */
const CHANGES: ReadonlySet<string> = new Set<ActivityEventName>([
  'key.created',
  'key.restored',
  'key.updated',
  'key.rotated',
]);

export interface KeyEvents {
  /** the newest ones */
  entries: readonly ActivityEntry[];
  /** the last change of the key; null until it is found */
  lastChange: ActivityEntry | null;
  state: 'searching' | 'done' | 'failed';
}

/**
 * Runs requests about a key after a moment, and again when the key has changed. Answers that come
 * when another key is shown are dropped.
 *
 * @param follow calls its listener when the requests must run again; returns how to stop
 */
function useAnswers<T>(
  apiKey: ApiKey,
  ask: (id: string, answer: (value: T) => void, isOver: () => boolean) => Promise<void>,
  follow?: (again: () => void) => () => void,
): T | null {
  const [known, setKnown] = useState<{ id: string; value: T } | null>(null);
  useEffect(() => {
    const { id } = apiKey;
    let present = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = () => {
      clearTimeout(timer);
      present += 1;
      const run = present;
      const isOver = () => run !== present;
      const answer = (value: T) => {
        if (!isOver()) setKnown({ id, value });
      };
      timer = setTimeout(() => void ask(id, answer, isOver), AFTER_MS);
    };
    start();
    const stop = follow?.(start);
    return () => {
      present += 1;
      clearTimeout(timer);
      stop?.();
    };
  }, [apiKey, ask, follow]);
  return known?.id === apiKey.id ? known.value : null;
}

/** How often a key was used; null when that is not known. */
export const useKeyUsage = (apiKey: ApiKey): ShownUsage | null =>
  useAnswers<ShownUsage | null>(apiKey, askUsage);

async function askUsage(id: string, answer: (usage: ShownUsage | null) => void): Promise<void> {
  const found = await bridge.keys.usage({ id });
  answer(found.ok ? found.value : null);
}

/** The last events of a key; null before the first answer. */
export const useKeyEvents = (apiKey: ApiKey): KeyEvents | null =>
  useAnswers<KeyEvents>(apiKey, askEvents, followActivity);

const followActivity = (again: () => void) => listen('activity:changed', again);

async function askEvents(
  keyId: string,
  answer: (events: KeyEvents) => void,
  isOver: () => boolean,
): Promise<void> {
  const filter = { ...NO_ACTIVITY_FILTER, keyId };
  const found: ActivityEntry[] = [];
  let from: ActivityCursor | null = null;
  for (let part = 0; part < MOST_PARTS && !isOver(); part += 1) {
    const page = await bridge.activity.page({ from, filter, newerThan: 0, archive: null });
    if (!page.ok) return answer(eventsOf(found, 'failed'));
    found.push(...page.value.entries);
    from = page.value.next;
    const isEnough = found.length >= MOST_EVENTS && found.some(isChange);
    const isDone = from === null || isEnough;
    answer(eventsOf(found, isDone ? 'done' : 'searching'));
    if (isDone) return;
  }
  answer(eventsOf(found, 'done'));
}

const isChange = ({ event }: ActivityEntry): boolean => CHANGES.has(event);

const eventsOf = (found: readonly ActivityEntry[], state: KeyEvents['state']): KeyEvents => ({
  entries: found.slice(0, MOST_EVENTS),
  lastChange: found.find(isChange) ?? null,
  state,
});
