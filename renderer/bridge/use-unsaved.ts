import { useEffect, useRef } from 'react';
import { bridge, listen } from './bridge';

/** What has unsaved input, the newest last, which is in front of the others. */
const unsaved: (() => void)[] = [];
let stopListening = () => {};

/** Asks before the window closes while a form has unsaved input. */
export function useUnsaved(hasUnsaved: boolean, onCloseRequested: () => void): void {
  const latest = useRef(onCloseRequested);
  useEffect(() => {
    latest.current = onCloseRequested;
  });
  useEffect(() => (hasUnsaved ? holdBack(() => latest.current()) : undefined), [hasUnsaved]);
}

/** @returns call it when there is no unsaved input any more */
function holdBack(ask: () => void): () => void {
  unsaved.push(ask);
  if (unsaved.length === 1) {
    void bridge.app.setUnsaved({ hasUnsaved: true });
    stopListening = listen('app:close-requested', () => unsaved.at(-1)?.());
  }
  return () => {
    unsaved.splice(unsaved.indexOf(ask), 1);
    if (unsaved.length > 0) return;
    stopListening();
    void bridge.app.setUnsaved({ hasUnsaved: false });
  };
}
