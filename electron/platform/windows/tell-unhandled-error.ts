import type { BrowserWindow, MessageBoxOptions } from 'electron';
import { dialog } from 'electron';
import { appWords } from '../../../shared/words/en/app';

/**
 * Reports an unhandled error, after the vault was locked.
 *
 * @param window the parent of the box; null for none
 */
export async function tellUnhandledError(
  window: BrowserWindow | null,
): Promise<'continue' | 'restart'> {
  const words = appWords.unhandledError;
  const options: MessageBoxOptions = {
    type: 'warning',
    title: appWords.windowTitle,
    message: words.title,
    detail: words.sentence,
    buttons: [words.restart, words.continue],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0 ? 'restart' : 'continue';
}
