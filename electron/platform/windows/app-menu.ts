import type { MenuItemConstructorOptions } from 'electron';
import type { AppCommand } from '../../../shared/app/app-command';
import { t } from '../../lib/messages';

/** Menu actions that are not Electron roles. */
export interface MenuActions {
  /** sends a command to the page */
  command(command: AppCommand): void;
  lock(): void;
  openLogs(): void;
}

type Item = MenuItemConstructorOptions;

/** Id prefix of items that are enabled only while the vault is open. */
export const NEEDS_OPEN_VAULT = 'open-vault:';

/** The menu, with each platform's accelerators and order. No item leaves the app. */
export function appMenu(platform: NodeJS.Platform, actions: MenuActions): Item[] {
  const isMac = platform === 'darwin';
  const separator: Item = { type: 'separator' };
  const showing = (label: string, command: AppCommand, accelerator?: string): Item => ({
    id: `${command === 'about' ? '' : NEEDS_OPEN_VAULT}${command}`,
    label,
    ...(accelerator !== undefined && { accelerator }),
    click: () => actions.command(command),
  });
  const about = showing(t('main:menu.about'), 'about');
  const preferences = showing(t('main:menu.preferences'), 'preferences', 'CmdOrCtrl+,');
  const updates = showing(t('main:menu.updates'), 'updates');
  const lock: Item = {
    id: `${NEEDS_OPEN_VAULT}lock`,
    label: t('main:menu.lock'),
    accelerator: 'CmdOrCtrl+L',
    click: () => actions.lock(),
  };
  const macApp: Item = {
    role: 'appMenu',
    submenu: [
      about,
      updates,
      separator,
      preferences,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  return [
    ...(isMac ? [macApp] : []),
    {
      label: t('main:menu.file'),
      submenu: [
        showing(t('main:menu.newKey'), 'new-key', 'CmdOrCtrl+N'),
        separator,
        lock,
        separator,
        ...(isMac
          ? [{ role: 'close', label: t('main:menu.close') } as const]
          : [preferences, separator, { role: 'quit', label: t('main:menu.quit') } as const]),
      ],
    },
    {
      label: t('main:menu.edit'),
      submenu: [
        { role: 'undo', label: t('main:menu.undo') },
        { role: 'redo', label: t('main:menu.redo') },
        separator,
        { role: 'cut', label: t('main:menu.cut') },
        { role: 'copy', label: t('main:menu.copy') },
        { role: 'paste', label: t('main:menu.paste') },
        { role: 'selectAll', label: t('main:menu.selectAll') },
        separator,
        showing(t('main:menu.find'), 'find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: t('main:menu.view'),
      submenu: [
        { role: 'resetZoom', label: t('main:menu.actualSize') },
        { role: 'zoomIn', label: t('main:menu.zoomIn') },
        { role: 'zoomOut', label: t('main:menu.zoomOut') },
        separator,
        { role: 'togglefullscreen', label: t('main:menu.fullScreen') },
      ],
    },
    {
      role: 'window',
      label: t('main:menu.window'),
      submenu: [
        { role: 'minimize', label: t('main:menu.minimise') },
        ...(isMac
          ? [{ role: 'zoom' } as const, separator, { role: 'front' } as const]
          : [{ role: 'close', label: t('main:menu.close') } as const]),
      ],
    },
    {
      role: 'help',
      label: t('main:menu.help'),
      submenu: [
        { label: t('main:menu.openLogs'), click: () => actions.openLogs() },
        ...(isMac ? [] : [separator, updates, about]),
      ],
    },
  ];
}
