import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Catches the focus when the element that has it is taken away: the browser would put it nowhere, and the
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
    if (focused.current === null || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement === document.body) goTo()?.focus({ preventScroll: true });
  });
}
