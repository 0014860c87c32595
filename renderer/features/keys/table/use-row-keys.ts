import { useCallback, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, MouseEvent, RefObject } from 'react';
import type { KeyEntry } from '../store/key-entry';
import { ROW_HEIGHT } from './table-frame';

/** What a row does besides its controls. */
export interface RowActions {
  /** id of the key whose details are open; null when they are closed */
  openId: string | null;
  /** shows the details of a key, or moves into those that are open */
  open: (id: string, isFollowing: boolean) => void;
  edit: (id: string, row: HTMLElement) => void;
  select: (id: string, selected: boolean, range: boolean) => void;
}

/** Elements of a row with a meaning of their own. */
const CONTROLS = 'button, a, input, label, [role=note]';

/**
 * The rows as one stop of the keyboard: arrow keys move between them, Enter opens the details,
 * Space selects. The pointer opens them with a click, and edits with a double click.
 */
export function useRowKeys({
  entries,
  card,
  scrollToKey,
  actions,
  isSelected,
}: {
  /** the keys whose rows can be reached, in their order */
  entries: readonly KeyEntry[];
  card: RefObject<HTMLDivElement | null>;
  /** Brings the row of a key into view. @returns false when the view does not have it */
  scrollToKey: (id: string) => boolean;
  actions: RowActions;
  isSelected: (id: string) => boolean;
}) {
  /** the row that the Tab key reaches */
  const [currentId, setCurrentId] = useState<string | null>(null);
  /** the row to which the keyboard moves, before it is rendered and has the focus */
  const wanted = useRef<string | null>(null);

  const focusRow = useCallback(
    (id: string) => {
      if (!scrollToKey(id)) return;
      wanted.current = id;
      setCurrentId(id);
      const arrive = (tries: number) => {
        // Another key was pressed meanwhile.
        if (wanted.current !== id) return;
        const row = card.current?.querySelector<HTMLElement>(`tr[data-key-id="${id}"]`);
        if (row) row.focus({ preventScroll: true });
        else if (tries > 0) requestAnimationFrame(() => arrive(tries - 1));
      };
      arrive(4);
    },
    [card, scrollToKey],
  );

  const { openId, open, edit, select } = actions;
  const indexOf = (id: string | null) => entries.findIndex(({ key }) => key.id === id);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = rowIdOf(event.target);
    // In a row, its controls have their own keys. The card has the focus after a row has left it.
    if (row === undefined && event.target !== card.current) return;
    const id = wanted.current ?? row ?? openId;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (row !== undefined && event.key === 'Enter') {
      event.preventDefault();
      return open(row, false);
    }
    if (row !== undefined && event.key === ' ') {
      event.preventDefault();
      return select(row, !isSelected(row), event.shiftKey);
    }
    const at = indexOf(id);
    const next = event.shiftKey ? null : placeAfter(event.key, at, entries.length, pageOf(card));
    if (at < 0 || next === null) return;
    event.preventDefault();
    const entry = entries[next];
    if (entry && next !== at) focusRow(entry.key.id);
  };

  return {
    currentId,
    focusRow,
    /** the listeners of the card */
    listeners: {
      onKeyDown,
      onFocus(event: FocusEvent) {
        const id = rowIdOf(event.target);
        if (id === undefined) return;
        wanted.current = null;
        setCurrentId(id);
        if (openId !== null) open(id, true);
      },
      onClick(event: MouseEvent) {
        if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
        const row = rowAround(event.target);
        // The end of a selection of text is not a click.
        if (row && document.getSelection()?.isCollapsed !== false) open(idOf(row), true);
      },
      onDoubleClick(event: MouseEvent) {
        const row = rowAround(event.target);
        if (row) edit(idOf(row), row);
      },
    },
  };
}

const idOf = (row: HTMLElement): string => row.dataset['keyId'] ?? '';

/** The row around a part of it that has no meaning of its own. */
function rowAround(target: EventTarget): HTMLElement | null {
  if (!(target instanceof Element) || target.closest(CONTROLS)) return null;
  return target.closest<HTMLElement>('tr[data-key-id]');
}

/** The id of a row that is itself the target. */
const rowIdOf = (target: EventTarget): string | undefined =>
  target instanceof HTMLElement && target.localName === 'tr' ? target.dataset['keyId'] : undefined;

/** The number of rows that fit. */
const pageOf = (card: RefObject<HTMLElement | null>): number =>
  Math.max(1, Math.floor((card.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);

/** The index to which a key moves; null for another key. */
function placeAfter(key: string, at: number, count: number, page: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, last);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + page, last);
    case 'PageUp':
      return Math.max(at - page, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
