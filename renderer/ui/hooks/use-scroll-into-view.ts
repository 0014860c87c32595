import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Distance to the edge: without it, a fraction of a pixel of the last line could be cut off. */
const MARGIN = '8px';

/**
 * Scrolls an opened part into view: it could otherwise open below the edge, unseen. A part that is
 * open from the start does not scroll.
 *
 * @returns a ref for the element to show when `isOpen` becomes true
 */
export function useScrollIntoView<E extends HTMLElement>(isOpen: boolean): RefObject<E | null> {
  const element = useRef<E>(null);
  const wasOpen = useRef(isOpen);
  useLayoutEffect(() => {
    if (element.current && isOpen && !wasOpen.current) {
      element.current.style.scrollMarginBlock = MARGIN;
      element.current.scrollIntoView({ block: 'nearest' });
    }
    wasOpen.current = isOpen;
  }, [isOpen]);
  return element;
}
