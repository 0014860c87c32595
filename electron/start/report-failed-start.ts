import { join } from 'node:path';
import { app, dialog } from 'electron';
import { interpolate } from '../../shared/lib/interpolate';
import { appWords } from '../../shared/words/en/app';
import { LogFile } from '../platform/logs/log-file';

/**
 * Logs why the app could not start, shows the reason without blocking the main process, and quits.
 *
 * @param userData absolute path of the profile
 */
export async function reportFailedStart(error: unknown, userData: string): Promise<void> {
  const log = new LogFile(join(userData, 'logs'), () => Date.now());
  log.write(`start failed: ${error instanceof Error ? (error.stack ?? error.name) : typeof error}`);
  const words = appWords.startFailed;
  try {
    await dialog.showMessageBox({
      type: 'error',
      title: appWords.windowTitle,
      message: words.title,
      detail: interpolate(words.sentence, { log: join(log.directory, 'main.log') }),
      buttons: [words.quit],
      noLink: true,
    });
  } finally {
    app.exit(1);
  }
}
