import { useEffect, useLayoutEffect, useRef } from 'react';

/** The title of the page, from which it is read on. */
export const pageTitle = (): HTMLElement | null => document.querySelector('main h1');

/**
 * Catches the focus when the element that has it is taken away or disabled: the browser would put it nowhere, and the
 * keyboard with it. Looks after every render of the component that uses it; one further down comes first.
 *
 * @param within selector of the part of the page that is looked after
 * @param goTo what takes the focus instead
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
