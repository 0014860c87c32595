import { useCallback, useRef } from 'react';
import type { RefObject } from 'react';
import type { KeysTableHandle } from './table/keys-table';

interface Opener {
  element: HTMLElement;
  /** set when it is in a row, which may have to be rendered again */
  keyId: string | undefined;
  action: string | undefined;
}

/**
 * Brings focus back to where a dialog or a menu was opened from: to the same button, to its like in a row
 * that has been drawn anew, or, when the row is gone, to the search box or the head of the page.
 */
export function useFocusReturn(table: RefObject<KeysTableHandle | null>): {
  remember: (element: HTMLElement) => void;
  giveBack: () => void;
  /** brings the row of a key onto the screen and the focus into it */
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
    // Its row may draw another key by now.
    if (element.isConnected && keyIdOf(element) === keyId) return element.focus();
    focusInRow(table, keyId, action);
  }, [table]);

  const focusKey = useCallback((id: string) => focusInRow(table, id, 'edit'), [table]);

  return { remember, giveBack, focusKey };
}

function focusInRow(
  table: RefObject<KeysTableHandle | null>,
  keyId: string | undefined,
  action: string | undefined,
): void {
  if (keyId !== undefined) table.current?.scrollToKey(keyId);
  // The row is drawn in the frame after the scroll.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const again = document.querySelector<HTMLElement>(
        `[data-key-id="${keyId}"] [data-action="${action}"]`,
      );
      (again ?? focusHome())?.focus();
    }),
  );
}

const keyIdOf = (element: HTMLElement): string | undefined =>
  element.closest<HTMLElement>('[data-key-id]')?.dataset['keyId'];

/** Where focus goes when there is no better place; the search box may lie under the bulk bar. */
export const focusHome = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('#key-search:not([inert] *)') ??
  document.querySelector<HTMLElement>('[data-scroller=keys], [data-action=create]');

export const focusedNow = (): HTMLElement =>
  document.activeElement instanceof HTMLElement ? document.activeElement : document.body;
