import type { BrowserWindow } from 'electron';
import { dialog } from 'electron';
import { inBackground } from '../../lib/in-background';
import { t } from '../../lib/messages';

/** The user's choice after the page has crashed. */
export type CrashAnswer = 'reload' | 'quit';

/**
 * Asks what to do after the renderer process is gone. Committed changes are on disk and the vault
 * is in the main process, so reloading the page suffices.
 *
 * @param ask replaced in tests, where no user answers
 */
export function watchForCrash(
  window: BrowserWindow,
  parts: {
    onCrash(reason: string): void;
    reload(): void;
    quit(): void;
    ask?: () => Promise<CrashAnswer>;
  },
): void {
  const ask = parts.ask ?? (() => askInDialog(window));
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    parts.onCrash(reason);
    const answered = ask().then((answer) => {
      if (window.isDestroyed()) return;
      if (answer === 'reload') parts.reload();
      else parts.quit();
    });
    inBackground('after a crash of the page', answered);
  });
}

async function askInDialog(window: BrowserWindow): Promise<CrashAnswer> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: t('windowTitle'),
    message: t('crash.title'),
    detail: t('crash.sentence'),
    buttons: [t('crash.reload'), t('crash.quit')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1 ? 'quit' : 'reload';
}
