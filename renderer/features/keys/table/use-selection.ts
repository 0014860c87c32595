import type { RowSelectionState } from '@tanstack/react-table';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Dispatch, SetStateAction } from 'react';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { KeyEntry } from '../store/key-entry';

export interface Selection {
  state: RowSelectionState;
  setState: Dispatch<SetStateAction<RowSelectionState>>;
  /** the selected keys, in the order shown */
  keys: readonly ApiKey[];
  /** @param range all rows from the last touched one to this one, as with the Shift key */
  toggle: (id: string, selected: boolean, range: boolean) => void;
  toggleAll: (selected: boolean) => void;
  clear: () => void;
}

const NOTHING: RowSelectionState = {};

/**
 * The selected keys, all of them visible: a key that is deleted or hidden leaves the selection, so
 * that no invisible key can be deleted.
 *
 * @param isComplete whether all entries have arrived; selecting all waits for that
 * @param selectsAll whether all are selected at first
 */
export function useSelection(
  entries: readonly KeyEntry[],
  isComplete: boolean,
  selectsAll = false,
): Selection {
  const [state, setState] = useState<RowSelectionState>(NOTHING);
  const [wantsAll, setWantsAll] = useState(selectsAll);
  const anchor = useRef<string | null>(null);
  const shown = useRef(entries);
  useEffect(() => {
    shown.current = entries;
  }, [entries]);

  const keys = useMemo(
    () =>
      state === NOTHING
        ? []
        : entries.filter(({ key }) => state[key.id] === true).map(({ key }) => key),
    [entries, state],
  );

  if (state !== NOTHING && keys.length < Object.keys(state).length) setState(selectionOf(keys));

  if (wantsAll && isComplete) {
    setWantsAll(false);
    setState(selectionOf(entries.map(({ key }) => key)));
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
    if (!selected) setState(NOTHING);
  }, []);

  const clear = useCallback(() => {
    anchor.current = null;
    setState(NOTHING);
  }, []);
  return { state, setState, keys, toggle, toggleAll, clear };
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
