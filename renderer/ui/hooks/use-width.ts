import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/**
 * The width of an element, followed.
 *
 * @param guess until the element has been laid out: asking it earlier would lay out the page before its turn
 * @param step in pixels: the width is rounded down to a multiple, so that not every pixel draws anew what depends on it
 */
export function useWidth(
  element: RefObject<HTMLElement | null>,
  guess: () => number,
  step: number,
): number {
  const [width, setWidth] = useState(() => Math.floor(guess() / step) * step);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width / step) * step);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, step]);
  return width;
}
