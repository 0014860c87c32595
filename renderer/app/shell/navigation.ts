import { hrefOf, useAddress } from '../../ui/hooks/page-address';
import type { Address } from '../../ui/hooks/page-address';
import type { IconName } from '../../ui/theme/icons';

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
      { id: 'activity', label: 'activity', icon: 'activity' },
      { id: 'security-check', label: 'securityCheck', icon: 'shield' },
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

/** The address of a page as an `href`, so that links and Back work as in a browser. */
export const addressOf = (page: PageId): string => hrefOf(page);

export const isPage = (name: string): name is PageId => PAGES.some((page) => page === name);

/** The current page, and the parameters of its address. */
export function usePage(): { page: PageId; params: Address['params'] } {
  const address = useAddress();
  const page = PAGES.find((id) => id === address.page);
  return page === undefined ? { page: HOME, params: {} } : { page, params: address.params };
}
