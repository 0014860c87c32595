import { useEffect, useLayoutEffect, useRef } from 'react';

/** The page title, from which a screen reader continues. */
export const pageTitle = (): HTMLElement | null => document.querySelector('main h1');

/**
 * Rescues the focus when the focused element is removed or disabled: the browser would reset it to
 * the body. Checks after every render of the calling component; a component further down checks
 * first.
 *
 * @param within selector of the watched part of the page
 * @param goTo the element that takes the focus
 */
export function useFocusRescue(within: string, goTo: () => HTMLElement | null): void {
  const focused = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      focused.current = target instanceof HTMLElement && target.closest(within) ? target : null;
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, [within]);
  useLayoutEffect(() => {
    const last = focused.current;
    if (last === null || (last.isConnected && !last.matches(':disabled'))) return;
    focused.current = null;
    if (document.activeElement === document.body || document.activeElement === last)
      goTo()?.focus({ preventScroll: true });
  });
}
