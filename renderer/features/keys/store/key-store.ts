import type { ApiKey } from '../../../../shared/keys/api-key';
import type { Output } from '../../../../shared/contract/contract';
import type { EventPayloads } from '../../../../shared/contract/events';
import type { Failure } from '../../../../shared/lib/failure';
import type { Result } from '../../../../shared/lib/result';
import { ok } from '../../../../shared/lib/result';
import { bridge, listen } from '../../../bridge/bridge';
import { whenIdle } from '../../../ui/hooks/when-idle';
import { entryOf } from './key-entry';
import type { KeyEntry } from './key-entry';
import { KeyIndex } from './key-index';

/** The first rows of the page, while the rest is on its way. */
interface Newest {
  revision: number;
  entries: readonly KeyEntry[];
  /** how many keys the page shows, and how many there are */
  shown: number;
  total: number;
}

/** What is known of the keys. It never changes: a change of the keys makes another list, with an index of its own. */
type KeyList = { state: 'failed'; failure: Failure } | ShownList;

/** What the page can be drawn from: while it is loading there is not a row yet, and nobody knows how many there will be. */
export interface ShownList {
  state: 'loading' | 'ready';
  index: KeyIndex;
  /** until the index has them all; then null */
  newest: Newest | null;
}

/** A key as it is now, as far as it is there. */
export const keyIn = ({ index, newest }: ShownList, id: string): ApiKey | undefined =>
  newest ? newest.entries.find(({ key }) => key.id === id)?.key : index.get(id);

/** The first rows, when they have been asked for already. */
export type FirstRows = ReturnType<typeof bridge.keys.newest>;

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

/** The keys of one unlocked session. It is dropped, with everything in it, when the vault is locked. */
export function createKeyStore(first: FirstRows | null): KeyStore {
  const listeners = new Set<() => void>();
  let list: KeyList = loading();
  let asked = first;
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
    if (list.state === 'loading') {
      const answer = await (asked ?? bridge.keys.newest());
      if (answer.ok) publish(beginningWith(answer.value));
    }
    const newest = list.state === 'ready' ? list.newest : null;
    // The first rows are to be on the screen before the machine is busy with the others.
    if (newest) await whenIdle();
    const whole = await listAll(newest);
    const missed = waiting;
    waiting = null;
    if (!whole.ok) {
      // A vault that has stayed closed has a screen of its own, which is on its way.
      if (whole.failure.code === 'vault-locked') return;
      return publish({ state: 'failed', failure: whole.failure });
    }
    revision = whole.value.revision;
    publish({ state: 'ready', index: whole.value.index, newest: null });
    for (const delta of missed) apply(delta);
  };

  const apply = (delta: Delta): void => {
    if (waiting) {
      waiting.push(delta);
      return;
    }
    if (list.state !== 'ready' || delta.revision <= revision) return;
    if (delta.revision !== revision + 1) return void load();
    revision = delta.revision;
    const index = list.index.after(delta.changed, delta.removed);
    publish({ state: 'ready', index, newest: null });
  };

  return {
    start() {
      const stop = listen('keys:changed', apply);
      void load();
      return () => {
        stop();
        isOver = true;
        list = loading();
      };
    },
    retry() {
      asked = null;
      publish(loading());
      void load();
    },
    read: () => list,
    remember() {
      const before = list;
      return () => {
        if (before.state !== 'ready' || list.state !== 'ready') return [];
        return before.newest || list.newest ? [] : list.index.changedSince(before.index);
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function loading(): KeyList {
  const newest = { revision: 0, entries: Object.freeze([]), shown: 0, total: 0 };
  return { state: 'loading', index: new KeyIndex([]), newest };
}

function beginningWith({ keys, ...counts }: Output<'keys:newest'>): KeyList {
  const newest = { ...counts, entries: Object.freeze(keys.map((key) => entryOf(key))) };
  return { state: 'ready', index: new KeyIndex([]), newest };
}

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
