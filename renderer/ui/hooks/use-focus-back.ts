import { useCallback, useState } from 'react';
import { pageTitle } from './use-focus-rescue';

/**
 * Remembers what has the focus when a dialog is first drawn.
 *
 * @returns gives it back; if that is gone or disabled, to the title of the page. Does nothing when somebody else has the
 * focus by then: whoever opened the dialog may know a better place, and finds it in the frames after this is called
 */
export function useFocusBack(): () => void {
  const [opener] = useState(() => document.activeElement);
  return useCallback(() => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => giveBack(opener))));
  }, [opener]);
}

function giveBack(opener: Element | null): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  if (document.querySelector('[role=dialog], [role=alertdialog]')) return;
  if (opener instanceof HTMLElement) opener.focus();
  if (document.activeElement === document.body) pageTitle()?.focus({ preventScroll: true });
}
