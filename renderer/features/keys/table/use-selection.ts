import type { RowSelectionState } from '@tanstack/react-table';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Dispatch, SetStateAction } from 'react';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { KeyEntry } from '../store/key-entry';
import type { KeptView } from '../view/kept-view';
import type { KeyIndex } from '../store/key-index';

export interface Selection {
  state: RowSelectionState;
  setState: Dispatch<SetStateAction<RowSelectionState>>;
  /** the selected keys: those shown in their order, then those that are out of view */
  keys: readonly ApiKey[];
  /** the number of selected keys that are shown */
  inView: number;
  /** @param range all rows from the last touched one to this one, as with the Shift key */
  toggle: (id: string, selected: boolean, range: boolean) => void;
  toggleAll: (selected: boolean) => void;
  clear: () => void;
}

const NOTHING: RowSelectionState = {};
const NO_KEYS = { keys: [], inView: 0 };

/**
 * The selected keys. A key that a search or a filter hides stays selected, and the bulk bar counts
 * it; a key that is deleted leaves the selection.
 *
 * @param index all keys
 * @param isComplete whether all entries have arrived; selecting all waits for that
 * @param kept how the page was left; kept up to date
 */
export function useSelection(
  entries: readonly KeyEntry[],
  index: KeyIndex,
  isComplete: boolean,
  kept: KeptView = {},
): Selection {
  const [state, setState] = useState<RowSelectionState>(kept.selection ?? NOTHING);
  useEffect(() => {
    kept.selection = state;
  }, [kept, state]);
  const [wantsAll, setWantsAll] = useState(false);
  const anchor = useRef<string | null>(null);
  const shown = useRef(entries);
  useEffect(() => {
    shown.current = entries;
  }, [entries]);

  const { keys, inView } = useMemo(
    () => (state === NOTHING ? NO_KEYS : selectedOf(state, entries, index)),
    [entries, index, state],
  );

  if (state !== NOTHING && keys.length < Object.keys(state).length) setState(selectionOf(keys));

  if (wantsAll && isComplete) {
    setWantsAll(false);
    setState((known) => ({ ...known, ...selectionOf(entries.map(({ key }) => key)) }));
  }

  const toggle = useCallback((id: string, selected: boolean, range: boolean) => {
    const ids = range && anchor.current ? idsBetween(shown.current, anchor.current, id) : [id];
    anchor.current = id;
    setState((known) => {
      const next = { ...known };
      for (const each of ids) {
        if (selected) next[each] = true;
        else delete next[each];
      }
      return Object.keys(next).length === 0 ? NOTHING : next;
    });
  }, []);

  const toggleAll = useCallback((selected: boolean) => {
    setWantsAll(selected);
    if (!selected) setState((known) => without(known, shown.current));
  }, []);

  const clear = useCallback(() => {
    anchor.current = null;
    setState(NOTHING);
  }, []);
  return { state, setState, keys, inView, toggle, toggleAll, clear };
}

function selectedOf(state: RowSelectionState, entries: readonly KeyEntry[], index: KeyIndex) {
  const keys = entries.flatMap(({ key }) => (state[key.id] === true ? [key] : []));
  const inView = keys.length;
  const ids = Object.keys(state);
  if (inView === ids.length) return { keys, inView };
  const shown = new Set(keys.map(({ id }) => id));
  for (const id of ids) {
    const key = shown.has(id) ? undefined : index.get(id);
    if (key) keys.push(key);
  }
  return { keys, inView };
}

/** A selection without the rows that are shown. */
function without(state: RowSelectionState, entries: readonly KeyEntry[]): RowSelectionState {
  const rest = { ...state };
  for (const { key } of entries) delete rest[key.id];
  return Object.keys(rest).length === 0 ? NOTHING : rest;
}

const selectionOf = (keys: readonly ApiKey[]): RowSelectionState =>
  keys.length === 0 ? NOTHING : Object.fromEntries(keys.map(({ id }) => [id, true]));

/** The ids between two rows in the shown order, both included. */
function idsBetween(entries: readonly KeyEntry[], from: string, to: string): string[] {
  const start = entries.findIndex(({ key }) => key.id === from);
  const end = entries.findIndex(({ key }) => key.id === to);
  if (start < 0 || end < 0) return [to];
  return entries.slice(Math.min(start, end), Math.max(start, end) + 1).map(({ key }) => key.id);
}
