import { useEffect, useRef } from 'react';
import { bridge, listen } from './bridge';

/** Asks before the window closes while a form has unsaved input. */
export function useUnsaved(hasUnsaved: boolean, onCloseRequested: () => void): void {
  const latest = useRef(onCloseRequested);
  useEffect(() => {
    latest.current = onCloseRequested;
  });
  useEffect(() => {
    if (!hasUnsaved) return undefined;
    void bridge.app.setUnsaved({ hasUnsaved: true });
    const stop = listen('app:close-requested', () => latest.current());
    return () => {
      stop();
      void bridge.app.setUnsaved({ hasUnsaved: false });
    };
  }, [hasUnsaved]);
}
