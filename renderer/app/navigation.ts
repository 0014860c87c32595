import { useSyncExternalStore } from 'react';
import type { IconName } from '../ui/icons';
import { takeStepBack } from '../ui/step-back';

/**
 * The pages by group, in the order of the sidebar. A new page is one line here and one case in `shell.tsx`,
 * which does not compile without it.
 */
export const NAVIGATION = [
  {
    group: 'developer',
    pages: [
      { id: 'api-keys', label: 'apiKeys', icon: 'key' },
      { id: 'reports', label: 'reports', icon: 'report' },
    ],
  },
  {
    group: 'workspace',
    pages: [
      { id: 'sync', label: 'sync', icon: 'sync' },
      { id: 'backups', label: 'backups', icon: 'vault' },
      { id: 'preferences', label: 'preferences', icon: 'preferences' },
    ],
  },
] as const satisfies readonly {
  group: string;
  pages: readonly { id: string; label: string; icon: IconName }[];
}[];

export type PageId = (typeof NAVIGATION)[number]['pages'][number]['id'];

const PAGES: readonly PageId[] = NAVIGATION.flatMap(({ pages }) => pages.map(({ id }) => id));
const HOME: PageId = 'api-keys';

/** A page's address, so that links are links and Back goes back. */
export const addressOf = (page: PageId): string => `#/${page}`;

export const isPage = (name: string): name is PageId => PAGES.some((page) => page === name);

/** What follows the page in an address is the page's own business. */
const readPage = (): PageId =>
  PAGES.find((page) => `${window.location.hash}/`.startsWith(`${addressOf(page)}/`)) ?? HOME;

const onAddressChange = (listener: () => void) => {
  const follow = (event: HashChangeEvent) => {
    // A dialog lies over the page, perhaps with something typed in it: the page stays, and its address with it.
    if (takeStepBack()) window.history.pushState(null, '', event.oldURL);
    else listener();
  };
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
};

/** The page the window is on. */
export function usePage(): PageId {
  return useSyncExternalStore(onAddressChange, readPage);
}
