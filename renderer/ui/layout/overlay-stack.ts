import { useEffect, useRef } from 'react';

/** What stands in front of the page, the last one opened on top. */
const inFront: (() => void)[] = [];

/**
 * While something stands in front of the page, the way back leads out of it and not to another page below it.
 *
 * @param onClose what Escape does there, too
 */
export function useOverlay(isInFront: boolean, onClose: (() => void) | undefined): void {
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    if (!isInFront) return undefined;
    const stepBack = () => latest.current?.();
    inFront.push(stepBack);
    return () => {
      inFront.splice(inFront.indexOf(stepBack), 1);
    };
  }, [isInFront]);
}

/** Gives a step back to what stands in front. @returns false when nothing does, and the page may change */
export function closeTopOverlay(): boolean {
  const top = inFront.at(-1);
  top?.();
  return top !== undefined;
}
