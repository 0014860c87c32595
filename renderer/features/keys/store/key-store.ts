import type { EventPayloads } from '../../../../shared/contract';
import type { Failure } from '../../../../shared/failure';
import { bridge, listen } from '../../../bridge/bridge';
import { KeyIndex } from './key-index';

/**
 * What is known of the keys. A new object with every change, although the index inside is the same: React
 * compares the objects, and copying 100,000 keys for one edit would be felt.
 */
export type KeyList =
  | { state: 'loading' }
  | { state: 'failed'; failure: Failure }
  | { state: 'ready'; index: KeyIndex };

export interface KeyStore {
  /** Lists the keys and follows their changes. @returns the end of it, after which nothing is known */
  start: () => () => void;
  /** lists again, after a failure */
  retry: () => void;
  read: () => KeyList;
  subscribe: (listener: () => void) => () => void;
}

type Delta = EventPayloads['keys:changed'];

/** The keys of one unlocked session. It is dropped, with everything in it, when the vault is locked. */
export function createKeyStore(): KeyStore {
  const listeners = new Set<() => void>();
  let list: KeyList = { state: 'loading' };
  let revision = 0;
  /** deltas that arrived while the list was on its way */
  let waiting: Delta[] | null = null;

  const publish = (next: KeyList) => {
    list = next;
    for (const listener of listeners) listener();
  };

  const load = async (): Promise<void> => {
    if (waiting) return;
    waiting = [];
    const answer = await bridge.keys.list();
    const missed = waiting;
    waiting = null;
    if (!answer.ok) return publish({ state: 'failed', failure: answer.failure });
    revision = answer.value.revision;
    publish({ state: 'ready', index: new KeyIndex(answer.value.keys) });
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
    list.index.apply(delta.changed, delta.removed);
    publish({ state: 'ready', index: list.index });
  };

  return {
    start() {
      const stop = listen('keys:changed', apply);
      void load();
      return () => {
        stop();
        list = { state: 'loading' };
      };
    },
    retry() {
      publish({ state: 'loading' });
      void load();
    },
    read: () => list,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
