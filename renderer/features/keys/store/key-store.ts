import type { EventPayloads } from '../../../../shared/contract/events';
import type { KeyFilter } from '../../../../shared/keys/key-filter';
import type { Failure } from '../../../../shared/lib/failure';
import type { Result } from '../../../../shared/lib/result';
import { ok } from '../../../../shared/lib/result';
import { bridge, listen } from '../../../bridge/bridge';
import { whenIdle } from '../../../ui/hooks/when-idle';
import { viewOf } from '../view/key-view';
import type { KeyOrder } from '../view/key-view';
import { entryOf } from './key-entry';
import type { KeyEntry } from './key-entry';
import { KeyIndex } from './key-index';

/** It never changes: a change of the keys makes another list, with an index of its own. */
type KeyList = { state: 'failed'; failure: Failure } | ShownList;

/** What the page can be drawn from. */
export interface ShownList {
  state: 'loading' | 'ready';
  /** of the keys that are here */
  index: KeyIndex;
  /** how many keys the vault has; 0 while the list is loading */
  total: number;
  /** whether all keys are here: else the newest ones alone, or none yet */
  isComplete: boolean;
  /** The entries that a view shows, in its order. A view of an incomplete list waits: the newest keys are shown until then. */
  entriesOf: (view: View) => Shown;
}

/** What is to be shown, at which time. */
interface View {
  filter: KeyFilter;
  order: KeyOrder;
  hideInactive: boolean;
  /** milliseconds since the epoch */
  now: number;
}

interface Shown {
  entries: readonly KeyEntry[];
  /** how many entries the view has: more than are here while the list is incomplete */
  total: number;
}

/** The keys of the first picture, which come before all others. */
interface Newest {
  revision: number;
  entries: readonly KeyEntry[];
}

export interface KeyStore {
  /** Lists the keys and follows their changes. @returns the end of it, after which nothing is known */
  start: () => () => void;
  /** lists again, after a failure */
  retry: () => void;
  read: () => KeyList;
  subscribe: (listener: () => void) => () => void;
  /**
   * Remembers the keys as they are.
   *
   * @returns tells the ids of those that are new or different by the time it is called; none while the keys are on their way
   */
  remember: () => () => readonly string[];
}

type Delta = EventPayloads['keys:changed'];

/**
 * The keys of one unlocked session. It is dropped, with everything in it, when the vault is locked.
 *
 * @param isReady settles when rows may be shown: not before the notice above them, which would push them down
 */
export function createKeyStore(isReady: Promise<unknown>): KeyStore {
  const listeners = new Set<() => void>();
  let list: KeyList = LOADING;
  let newest: Newest | null = null;
  let revision = 0;
  let isOver = false;
  /** deltas that arrived while the list was on its way */
  let waiting: Delta[] | null = null;

  const publish = (next: KeyList) => {
    if (isOver) return;
    list = next;
    for (const listener of listeners) listener();
  };

  const load = async (): Promise<void> => {
    if (waiting) return;
    waiting = [];
    if (list.state === 'loading') await loadNewest();
    const whole = await listAll(newest);
    newest = null;
    const missed = waiting;
    waiting = null;
    if (!whole.ok) {
      // A vault that has stayed closed has a screen of its own, which is on its way.
      if (whole.failure.code === 'vault-locked') return;
      return publish({ state: 'failed', failure: whole.failure });
    }
    revision = whole.value.revision;
    publish(completeList(whole.value.index));
    for (const delta of missed) apply(delta);
  };

  const loadNewest = async (): Promise<void> => {
    const [answer] = await Promise.all([bridge.keys.newest(), isReady]);
    if (!answer.ok) return;
    const { keys, revision: ofNewest, shown, total } = answer.value;
    newest = { revision: ofNewest, entries: Object.freeze(keys.map((key) => entryOf(key))) };
    publish(listOfNewest(newest.entries, shown, total));
    // The first rows are to be on the screen before the machine is busy with the others.
    await whenIdle();
  };

  const apply = (delta: Delta): void => {
    if (waiting) {
      waiting.push(delta);
      return;
    }
    if (list.state !== 'ready' || delta.revision <= revision) return;
    if (delta.revision !== revision + 1 || !list.isComplete) return void load();
    revision = delta.revision;
    publish(completeList(list.index.after(delta.changed, delta.removed)));
  };

  return {
    start() {
      const stop = listen('keys:changed', apply);
      void load();
      return () => {
        stop();
        isOver = true;
        list = LOADING;
        newest = null;
      };
    },
    retry() {
      publish(LOADING);
      void load();
    },
    read: () => list,
    remember() {
      const before = list;
      return () => {
        if (before.state !== 'ready' || list.state !== 'ready') return [];
        if (!before.isComplete || !list.isComplete) return [];
        return list.index.changedSince(before.index);
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The list of an index that has all keys. */
export const completeList = (index: KeyIndex): ShownList => ({
  state: 'ready',
  index,
  total: index.size,
  isComplete: true,
  entriesOf({ filter, order, hideInactive, now }) {
    const entries = viewOf(index, filter, order, hideInactive, now);
    return { entries, total: entries.length };
  },
});

/** @param shown how many keys the page shows, as the main process has counted them */
function listOfNewest(entries: readonly KeyEntry[], shown: number, total: number): ShownList {
  const view = { entries, total: shown };
  const index = KeyIndex.ofEntries(entries);
  return { state: 'ready', index, total, isComplete: false, entriesOf: () => view };
}

const LOADING: ShownList = { ...listOfNewest(Object.freeze([]), 0, 0), state: 'loading' };

/** Asks for one part after the other; from the start again when a change has come between two. */
async function listAll(
  newest: Newest | null,
): Promise<Result<{ revision: number; index: KeyIndex }>> {
  const entries: KeyEntry[] = [];
  /** Entries that are drawn already stay the same, so that their rows are not drawn again. */
  const drawn = new Map(newest?.entries.map((entry) => [entry.key.id, entry]));
  let revision: number | null = null;
  for (let from: number | null = 0; from !== null;) {
    const part = await bridge.keys.list({ from });
    if (!part.ok) return part;
    revision ??= part.value.revision;
    if (part.value.revision !== revision) return listAll(newest);
    if (newest?.revision !== revision) drawn.clear();
    for (const key of part.value.keys) entries.push(drawn.get(key.id) ?? entryOf(key));
    from = part.value.next;
  }
  return ok({ revision: revision ?? 0, index: KeyIndex.ofEntries(entries) });
}
