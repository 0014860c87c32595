import type { MenuItemConstructorOptions } from 'electron';
import type { AppCommand } from '../../../shared/app/app-command';
import { appWords } from '../../../shared/words/en/app';

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
  const words = appWords.menu;
  const isMac = platform === 'darwin';
  const separator: Item = { type: 'separator' };
  const showing = (label: string, command: AppCommand, accelerator?: string): Item => ({
    id: `${command === 'about' ? '' : NEEDS_OPEN_VAULT}${command}`,
    label,
    ...(accelerator !== undefined && { accelerator }),
    click: () => actions.command(command),
  });
  const about = showing(words.about, 'about');
  const preferences = showing(words.preferences, 'preferences', 'CmdOrCtrl+,');
  const updates = showing(words.updates, 'updates');
  const lock: Item = {
    id: `${NEEDS_OPEN_VAULT}lock`,
    label: words.lock,
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
      label: words.file,
      submenu: [
        showing(words.newKey, 'new-key', 'CmdOrCtrl+N'),
        separator,
        lock,
        separator,
        ...(isMac
          ? [{ role: 'close', label: words.close } as const]
          : [preferences, separator, { role: 'quit', label: words.quit } as const]),
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        separator,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
        separator,
        showing(words.find, 'find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        separator,
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
    {
      role: 'window',
      label: words.window,
      submenu: [
        { role: 'minimize', label: words.minimise },
        ...(isMac
          ? [{ role: 'zoom' } as const, separator, { role: 'front' } as const]
          : [{ role: 'close', label: words.close } as const]),
      ],
    },
    {
      role: 'help',
      label: words.help,
      submenu: [
        { label: words.openLogs, click: () => actions.openLogs() },
        ...(isMac ? [] : [separator, updates, about]),
      ],
    },
  ];
}
