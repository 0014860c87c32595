import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { ShownList } from '../store/key-store';

export interface OpenKey {
  /** the key whose details are open, as it was then; null when none are */
  key: ApiKey | null;
  /** @param isFollowing the list has the focus and keeps it */
  open: (id: string, isFollowing: boolean) => void;
  close: () => void;
  /** whether a click may be the second one of the double click that has just opened the details */
  isFresh: () => boolean;
}

/** The longest time between the two clicks of a double click, on most systems. */
const DOUBLE_CLICK_MS = 500;

/**
 * The key whose details are open. Escape in the list or the details closes them.
 *
 * @param giveBack moves the focus from the details to the row
 */
export function useOpenKey(list: ShownList, giveBack: (id: string) => void): OpenKey {
  const { index } = list;
  const [key, setKey] = useState<ApiKey | null>(null);
  // The message about an empty list takes the place of list and details.
  if (key !== null && list.isComplete && list.total === 0) setKey(null);
  const openId = key?.id ?? null;
  const openedAt = useRef(Number.NEGATIVE_INFINITY);
  const open = useCallback(
    (id: string, isFollowing: boolean) => {
      if (id === openId) {
        if (!isFollowing) document.querySelector<HTMLElement>('#key-details')?.focus();
        return;
      }
      if (openId === null) openedAt.current = performance.now();
      setKey((known) => index.get(id) ?? known);
    },
    [index, openId],
  );
  const close = useCallback(() => {
    setKey(null);
    if (openId !== null) giveBack(openId);
  }, [giveBack, openId]);

  useEffect(() => {
    if (openId === null) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // A dialog or a menu in front has its own Escape, and so has the search box.
      const { target } = event;
      const isHere = target instanceof Element && target.closest('[data-details]') !== null;
      if (isHere || target === document.body) close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [openId, close]);

  return useMemo(
    () => ({
      key,
      open,
      close,
      isFresh: () => performance.now() - openedAt.current < DOUBLE_CLICK_MS,
    }),
    [key, open, close],
  );
}
