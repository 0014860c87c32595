import { useCallback, useState } from 'react';
import { pageTitle } from './use-focus-rescue';

/**
 * Remembers the focused element when a dialog is first rendered.
 *
 * @returns restores the focus, or moves it to the page title when the element is gone or disabled.
 * Does nothing when the focus has already been moved: the opener may choose a better place in the
 * frames after this call
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
