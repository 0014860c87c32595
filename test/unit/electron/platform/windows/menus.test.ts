import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';

vi.mock('electron', () => ({ Menu: {} }));

const { appMenu } = await import('../../../../../electron/platform/windows/app-menu');
const { contextMenu } = await import('../../../../../electron/platform/windows/context-menu');

type Item = MenuItemConstructorOptions;
const everyItem = (items: Item[]): Item[] =>
  items.flatMap((item) => [item, ...everyItem((item.submenu as Item[] | undefined) ?? [])]);

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  const done: string[] = [];
  const menu = appMenu(platform, {
    command: (command) => done.push(command),
    lock: () => done.push('lock'),
    openLogs: () => done.push('logs'),
  });
  const items = everyItem(menu);

  test('has every command once, with its action', () => {
    for (const item of items) {
      if (item.click) (item.click as () => void)();
    }
    expect(done.toSorted()).toEqual([
      'about',
      'find',
      'lock',
      'logs',
      'new-key',
      'preferences',
      'updates',
    ]);
  });

  test('has no duplicate accelerator, no unnamed item, and nothing that leaves the app or opens the developer tools', () => {
    const keys = items.flatMap(({ accelerator }) =>
      accelerator === undefined ? [] : [accelerator],
    );
    expect(new Set(keys).size).toBe(keys.length);
    for (const { label, role, type } of items) expect(label ?? role ?? type).toBeTruthy();
    const roles = new Set(items.map(({ role }) => role));
    for (const role of ['reload', 'forceReload', 'toggleDevTools'] as const) {
      expect(roles.has(role)).toBe(false);
    }
    expect(roles.has('quit')).toBe(true);
  });

  test('marks items that need an open vault by their id', () => {
    const ids = items.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(ids.filter((id) => !id.startsWith('open-vault:'))).toEqual(['about']);
  });
});

describe('the context menu', () => {
  const nothing = {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: false,
    canPaste: false,
    canDelete: false,
    canSelectAll: false,
    canEditRichly: false,
  };
  const rolesOf = (items: Item[]) => items.flatMap(({ role }) => (role ? [role] : []));

  test('of a field has the text commands, enabled where possible', () => {
    const items = contextMenu({
      isEditable: true,
      formControlType: 'input-text',
      selectionText: '',
      editFlags: { ...nothing, canPaste: true, canSelectAll: true },
    });
    expect(rolesOf(items)).toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']);
    const enabled = items.filter((item) => item.enabled === true).map(({ role }) => role);
    expect(enabled).toEqual(['paste', 'selectAll']);
  });

  test('of a read-only field, such as a secret, has Copy only', () => {
    const items = contextMenu({
      isEditable: false,
      formControlType: 'input-text',
      selectionText: '',
      editFlags: { ...nothing, canCopy: true },
    });
    expect(rolesOf(items)).toEqual(['copy']);
  });

  test('is missing where there is no text', () => {
    const params = { isEditable: false, formControlType: 'none', editFlags: nothing } as const;
    expect(contextMenu({ ...params, selectionText: ' ' })).toEqual([]);
    expect(rolesOf(contextMenu({ ...params, selectionText: 'word' }))).toEqual(['copy']);
  });
});
