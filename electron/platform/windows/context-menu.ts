import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';
import { Menu } from 'electron';
import { t } from '../../lib/messages';

type Params = Pick<
  ContextMenuParams,
  'isEditable' | 'formControlType' | 'selectionText' | 'editFlags'
>;

/**
 * The context menu for a text; none elsewhere. Copy uses the keyboard's path, so that the secret
 * field can let the main process copy instead.
 */
export function contextMenu(params: Params): MenuItemConstructorOptions[] {
  const { editFlags: can } = params;
  const isField = params.isEditable || /^(input-|text-area)/.test(params.formControlType);
  if (params.isEditable) {
    return [
      { role: 'undo', label: t('main:menu.undo'), enabled: can.canUndo },
      { role: 'redo', label: t('main:menu.redo'), enabled: can.canRedo },
      { type: 'separator' },
      { role: 'cut', label: t('main:menu.cut'), enabled: can.canCut },
      { role: 'copy', label: t('main:menu.copy'), enabled: can.canCopy },
      { role: 'paste', label: t('main:menu.paste'), enabled: can.canPaste },
      { type: 'separator' },
      { role: 'selectAll', label: t('main:menu.selectAll'), enabled: can.canSelectAll },
    ];
  }
  if (isField || params.selectionText.trim() !== '') {
    return [{ role: 'copy', label: t('main:menu.copy'), enabled: can.canCopy }];
  }
  return [];
}

export function offerContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, params) => {
    const items = contextMenu(params);
    if (items.length > 0) Menu.buildFromTemplate(items).popup();
  });
}
