import { elementScroll } from '@tanstack/react-virtual';
import type { Virtualizer } from '@tanstack/react-virtual';

// What the virtualizer does with its card when it gets it, without having the page laid out for it before its turn:
// the keys are about to come, and all would be laid out twice.

type OfCard = Virtualizer<HTMLDivElement, Element>;

/** Tells the size of the card with the first frame, and with each that changes it. */
export function observeSize(
  { scrollElement }: OfCard,
  tell: (size: { width: number; height: number }) => void,
): (() => void) | undefined {
  if (!scrollElement) return undefined;
  const observer = new ResizeObserver(([entry]) => {
    if (entry) tell(entry.contentRect);
  });
  observer.observe(scrollElement);
  return () => observer.disconnect();
}

/** Scrolls the card, unless it is at its top and is to be there. */
export const scrollFrom: typeof elementScroll<HTMLDivElement> = (offset, options, virtualizer) => {
  if (offset + (options.adjustments ?? 0) === 0 && virtualizer.scrollOffset === 0) return;
  elementScroll(offset, options, virtualizer);
};
