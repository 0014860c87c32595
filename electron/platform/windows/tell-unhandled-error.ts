import type { BrowserWindow, MessageBoxOptions } from 'electron';
import { dialog } from 'electron';
import { t } from '../../lib/messages';

/**
 * Reports an unhandled error, after the vault was locked.
 *
 * @param window the parent of the box; null for none
 */
export async function tellUnhandledError(
  window: BrowserWindow | null,
): Promise<'continue' | 'restart'> {
  const options: MessageBoxOptions = {
    type: 'warning',
    title: t('windowTitle'),
    message: t('main:unhandledError.title'),
    detail: t('main:unhandledError.sentence'),
    buttons: [t('main:unhandledError.restart'), t('main:unhandledError.continue')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0 ? 'restart' : 'continue';
}
