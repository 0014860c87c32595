import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Space to the edge: without it, a fraction of a pixel of the last line may be cut off. */
const MARGIN = '8px';

/**
 * What a person opens inside something that scrolls is brought into sight: it would otherwise open below the edge, and
 * seem not to have opened. What is open from the start stays where it is.
 *
 * @returns for the element that is to be seen once `isOpen` becomes true
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
