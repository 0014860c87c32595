import { join } from 'node:path';
import { app, dialog } from 'electron';
import { LogFile } from '../platform/logs/log-file';
import { t } from '../lib/messages';

/**
 * Logs why the app could not start, shows the reason without blocking the main process, and quits.
 *
 * @param userData absolute path of the profile
 */
export async function reportFailedStart(error: unknown, userData: string): Promise<void> {
  const log = new LogFile(join(userData, 'logs'), () => Date.now());
  log.write(`start failed: ${error instanceof Error ? (error.stack ?? error.name) : typeof error}`);
  try {
    await dialog.showMessageBox({
      type: 'error',
      title: t('windowTitle'),
      message: t('main:startFailed.title'),
      detail: t('main:startFailed.sentence', { log: join(log.directory, 'main.log') }),
      buttons: [t('main:startFailed.quit')],
      noLink: true,
    });
  } finally {
    app.exit(1);
  }
}
