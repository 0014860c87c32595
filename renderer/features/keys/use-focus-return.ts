import { useCallback, useRef } from 'react';
import type { RefObject } from 'react';
import type { KeysTableHandle } from './table/keys-table';

interface Opener {
  element: HTMLElement;
  /** set when it is in a row, which may have been rendered again */
  keyId: string | undefined;
  action: string | undefined;
}

/**
 * Returns the focus to the element that opened a dialog or a menu: the same button, the
 * corresponding one in a row that was rendered again, or else the row; when the row is gone, the
 * search box or the page header.
 */
export function useFocusReturn(table: RefObject<KeysTableHandle | null>): {
  remember: (element: HTMLElement) => void;
  restore: () => void;
  /** scrolls to the row of a key and focuses it */
  focusKey: (id: string) => void;
} {
  const opener = useRef<Opener | null>(null);

  const remember = useCallback((element: HTMLElement) => {
    opener.current = {
      element,
      keyId: keyIdOf(element),
      action: element.dataset['action'],
    };
  }, []);

  const giveBack = useCallback(() => {
    if (opener.current === null) return;
    const { element, keyId, action } = opener.current;
    opener.current = null;
    // Its row may show another key now.
    if (element.isConnected && keyIdOf(element) === keyId) return element.focus();
    focusInRow(table, keyId, action);
  }, [table]);

  const focusKey = useCallback((id: string) => focusInRow(table, id, undefined), [table]);

  return { remember, restore: giveBack, focusKey };
}

function focusInRow(
  table: RefObject<KeysTableHandle | null>,
  keyId: string | undefined,
  action: string | undefined,
): void {
  if (keyId !== undefined) table.current?.scrollToKey(keyId);
  // The row is rendered in the frame after the scroll.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const row = document.querySelector<HTMLElement>(`tr[data-key-id="${keyId}"]`);
      const again = row?.querySelector<HTMLElement>(`[data-action="${action}"]`);
      (again ?? row ?? fallbackFocus())?.focus();
    }),
  );
}

const keyIdOf = (element: HTMLElement): string | undefined =>
  element.closest<HTMLElement>('[data-key-id]')?.dataset['keyId'];

/** The fallback for the focus. The search box may be covered by the bulk bar. */
export const fallbackFocus = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('#key-search:not([inert] *)') ??
  document.querySelector<HTMLElement>('[data-scroller=keys], [data-action=create]');

export const focusedElement = (): HTMLElement =>
  document.activeElement instanceof HTMLElement ? document.activeElement : document.body;
