import { useEffect, useRef } from 'react';

/** The open overlays; the last one opened is on top. */
const inFront: (() => void)[] = [];

/**
 * While an overlay is open, Back closes it instead of changing the page.
 *
 * @param onClose the same as for Escape
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

/** Passes Back to the top overlay. @returns false when none is open, so that the page may change */
export function closeTopOverlay(): boolean {
  const top = inFront.at(-1);
  top?.();
  return top !== undefined;
}
