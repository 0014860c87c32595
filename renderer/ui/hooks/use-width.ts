import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/**
 * The width of an element, kept up to date.
 *
 * @param guess used until the first layout, because measuring earlier would force one
 * @param step in pixels: the width is rounded down to a multiple of it, so that not every pixel
 * causes a render
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
