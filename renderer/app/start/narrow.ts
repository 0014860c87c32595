import { useSyncExternalStore } from 'react';

/**
 * Where the sidebar shows icons only. A little above 1024, so that the whole table fits beside it in a
 * window 1024 wide.
 */
const NARROW_QUERY = '(max-width: 1099px)';
export const NARROW = `@media ${NARROW_QUERY}`;

const query = window.matchMedia(NARROW_QUERY);

/** Asking the query itself lays out the page, each time. */
let isNarrow = query.matches;
query.addEventListener('change', ({ matches }) => {
  isNarrow = matches;
});

const onChange = (listener: () => void) => {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Whether the sidebar shows icons only now. */
export const useNarrow = (): boolean => useSyncExternalStore(onChange, () => isNarrow);
