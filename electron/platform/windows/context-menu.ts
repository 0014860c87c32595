import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';
import { Menu } from 'electron';
import { appWords } from '../../../shared/words/en/app';

type Params = Pick<
  ContextMenuParams,
  'isEditable' | 'formControlType' | 'selectionText' | 'editFlags'
>;

/**
 * The context menu for a text; none elsewhere. Copy uses the keyboard's path, so that the secret
 * field can let the main process copy instead.
 */
export function contextMenu(params: Params): MenuItemConstructorOptions[] {
  const words = appWords.menu;
  const { editFlags: can } = params;
  const isField = params.isEditable || /^(input-|text-area)/.test(params.formControlType);
  if (params.isEditable) {
    return [
      { role: 'undo', label: words.undo, enabled: can.canUndo },
      { role: 'redo', label: words.redo, enabled: can.canRedo },
      { type: 'separator' },
      { role: 'cut', label: words.cut, enabled: can.canCut },
      { role: 'copy', label: words.copy, enabled: can.canCopy },
      { role: 'paste', label: words.paste, enabled: can.canPaste },
      { type: 'separator' },
      { role: 'selectAll', label: words.selectAll, enabled: can.canSelectAll },
    ];
  }
  if (isField || params.selectionText.trim() !== '') {
    return [{ role: 'copy', label: words.copy, enabled: can.canCopy }];
  }
  return [];
}

export function offerContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, params) => {
    const items = contextMenu(params);
    if (items.length > 0) Menu.buildFromTemplate(items).popup();
  });
}
