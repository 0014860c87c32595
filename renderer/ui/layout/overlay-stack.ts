import { useEffect, useRef } from 'react';

/** The open overlays; the last one opened is on top. */
const inFront: (() => void)[] = [];

/**
 * While an overlay is open, Back closes it and does not change the page below.
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

/** Passes Back to the top overlay. @returns false when none is open, so the page may change */
export function closeTopOverlay(): boolean {
  const top = inFront.at(-1);
  top?.();
  return top !== undefined;
}
