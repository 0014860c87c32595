import { lazy } from 'react';
import { withLaterWords } from '../../ui/text/later-words';
import { whenIdle } from '../../ui/hooks/when-idle';

const loadDialogs = withLaterWords(async () => ({
  default: (await import('./dialogs/key-dialogs')).KeyDialogs,
}));
const loadRowMenu = withLaterWords(async () => ({
  default: (await import('./row-menu-host')).RowMenuHost,
}));
const loadChangeMenu = withLaterWords(async () => ({
  default: (await import('./change/change-menu')).ChangeMenu,
}));
export const KeyDialogs = lazy(loadDialogs);
export const ChangeMenu = lazy(loadChangeMenu);
export const RowMenuHost = lazy(loadRowMenu);

/**
 * Dialogs and menus are preloaded when idle, so that they open at once without slowing down the
 * first picture.
 */
export function preloadWhenIdle(): void {
  void whenIdle().then(() => {
    void loadDialogs();
    void loadRowMenu();
    void loadChangeMenu();
  });
}
