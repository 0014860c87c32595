import type { EventPayloads } from '../../../../shared/contract/events';
import type { KeyFilter } from '../../../../shared/keys/key-filter';
import type { Failure } from '../../../../shared/lib/failure';
import type { Result } from '../../../../shared/lib/result';
import { ok } from '../../../../shared/lib/result';
import { bridge, listen } from '../../../bridge/bridge';
import { whenIdle } from '../../../ui/hooks/when-idle';
import { viewOf } from '../view/key-view';
import type { KeptView } from '../view/kept-view';
import type { KeyOrder } from '../view/key-view';
import { entryOf } from './key-entry';
import type { KeyEntry } from './key-entry';
import { KeyIndex } from './key-index';

/** Immutable: a change of the keys makes another list with its own index. */
type KeyList = { state: 'failed'; failure: Failure } | ShownList;

/** The state that the page renders. */
export interface ShownList {
  state: 'loading' | 'ready';
  /** the entries that have arrived */
  index: KeyIndex;
  /** the number of keys in the vault; 0 while the list is loading */
  total: number;
  /** whether all keys have arrived; otherwise only the newest ones, or none */
  isComplete: boolean;
  /**
   * The entries of a view, in its order. Until the list is complete, the newest keys are shown
   * instead.
   */
  entriesOf: (view: View) => Shown;
}

/** The requested view and its time. */
interface View {
  filter: KeyFilter;
  order: KeyOrder;
  hideInactive: boolean;
  /** milliseconds since the epoch */
  now: number;
}

interface Shown {
  entries: readonly KeyEntry[];
  /** the number of entries in the view: more than have arrived while the list is incomplete */
  total: number;
}

/** The keys of the first picture, which arrive before all others. */
interface Newest {
  revision: number;
  entries: readonly KeyEntry[];
}

export interface KeyStore {
  /** how the page of the keys was left */
  readonly kept: KeptView;
  /** Lists the keys and follows their changes. @returns stops, and forgets all keys */
  start: () => () => void;
  /** lists again after a failure */
  retry: () => void;
  read: () => KeyList;
  subscribe: (listener: () => void) => () => void;
  /**
   * Takes a snapshot of the keys.
   *
   * @returns a function that returns the ids of the keys that are new or different when it is
   * called; none while the keys are loading
   */
  remember: () => () => readonly string[];
}

type Delta = EventPayloads['keys:changed'];

/**
 * The keys of one unlocked session. It is dropped with all its content when the vault is locked.
 *
 * @param isReady settles when rows may be shown: not before the notice above them, which would move
 * them
 */
export function createKeyStore(isReady: Promise<unknown>): KeyStore {
  const listeners = new Set<() => void>();
  let list: KeyList = LOADING;
  let newest: Newest | null = null;
  let revision = 0;
  let isOver = false;
  /** changes that arrived while the list was loading */
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
      // A vault that stays closed is shown on another screen.
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
    // Paint the first rows before the other keys keep the processor busy.
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
    kept: {},
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

/** The list of an index with all keys. */
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

/** @param shown the number of keys in the view, as the main process has counted them */
function listOfNewest(entries: readonly KeyEntry[], shown: number, total: number): ShownList {
  const view = { entries, total: shown };
  const index = KeyIndex.ofEntries(entries);
  return { state: 'ready', index, total, isComplete: false, entriesOf: () => view };
}

const LOADING: ShownList = { ...listOfNewest(Object.freeze([]), 0, 0), state: 'loading' };

/** Requests one page after the other. Starts again when a change arrives between two pages. */
async function listAll(
  newest: Newest | null,
): Promise<Result<{ revision: number; index: KeyIndex }>> {
  const entries: KeyEntry[] = [];
  /**
   * Entries that are already rendered keep their identity, so that their rows are not rendered
   * again.
   */
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
