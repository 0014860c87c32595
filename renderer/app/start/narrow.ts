import { useSyncExternalStore } from 'react';

/**
 * The width below which the sidebar shows icons only. It is slightly above 1024 px, so that the
 * whole table fits beside the sidebar in a 1024 px window.
 */
const NARROW_QUERY = '(max-width: 1099px)';
export const NARROW = `@media ${NARROW_QUERY}`;

const query = window.matchMedia(NARROW_QUERY);

/** Reading `matches` from the media query would force a layout each time. */
let isNarrow = query.matches;
query.addEventListener('change', ({ matches }) => {
  isNarrow = matches;
});

const onChange = (listener: () => void) => {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Whether the sidebar currently shows icons only. */
export const useNarrow = (): boolean => useSyncExternalStore(onChange, () => isNarrow);
