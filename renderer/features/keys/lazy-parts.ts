import { lazy } from 'react';
import { withLaterWords } from '../../ui/text/later-words';
import { whenIdle } from '../../ui/hooks/when-idle';

const loadDialogs = withLaterWords(async () => ({
  default: (await import('./dialogs/key-dialogs')).KeyDialogs,
}));
const loadRowMenu = withLaterWords(async () => ({
  default: (await import('./row-menu-host')).RowMenuHost,
}));
const loadMoreFilters = withLaterWords(async () => ({
  default: (await import('./toolbar/more-filters')).MoreFilters,
}));
export const MoreFilters = lazy(() => whenIdle().then(loadMoreFilters));
export const FilterProblem = lazy(
  withLaterWords(async () => ({
    default: (await import('./toolbar/filter-problem')).FilterProblem,
  })),
);
export const ColumnsMenu = lazy(
  withLaterWords(async () => ({
    default: (await import('./toolbar/columns-menu')).ColumnsMenu,
  })),
);
export const ViewsMenu = lazy(
  withLaterWords(async () => ({
    default: (await import('./toolbar/views-menu')).ViewsMenu,
  })),
);
const loadBulkBar = async () => ({
  default: (await import('./toolbar/bulk-bar')).BulkBar,
});
const loadChangeMenu = withLaterWords(async () => ({
  default: (await import('./change/change-menu')).ChangeMenu,
}));
const loadPanel = withLaterWords(async () => ({
  default: (await import('./panel/key-panel')).KeyPanel,
}));
export const KeyDialogs = lazy(loadDialogs);
const loadListStates = () => import('./table/list-states');
export const EmptyState = lazy(async () => ({ default: (await loadListStates()).EmptyState }));
export const NoMatch = lazy(async () => ({ default: (await loadListStates()).NoMatch }));
export const ListFailed = lazy(
  withLaterWords(async () => ({ default: (await import('./table/list-failed')).ListFailed })),
);
export const BulkBar = lazy(loadBulkBar);
export const ChangeMenu = lazy(loadChangeMenu);
export const RowMenuHost = lazy(loadRowMenu);
export const KeyPanel = lazy(loadPanel);

/**
 * Dialogs and menus are preloaded when idle, so that they open at once without slowing down the
 * first picture.
 */
export function preloadWhenIdle(): void {
  void whenIdle().then(() => {
    void loadDialogs();
    void loadRowMenu();
    void loadListStates();
    void loadBulkBar();
    void loadChangeMenu();
    void loadPanel();
  });
}
