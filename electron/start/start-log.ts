import { app } from 'electron';
import type { WithoutLock } from '../../shared/app/app-command';
import { tellDevelopmentBuild, withoutLockLine } from '../desktop/about-app';
import { logConsole } from '../platform/logs/log-console';
import type { LogFile } from '../platform/logs/log-file';

/**
 * Starts logging the errors of the main process. The first line describes this start.
 *
 * @param onUnhandled called after an unhandled error
 */
export function startLog(
  log: LogFile,
  withoutLock: WithoutLock | null,
  onUnhandled: () => void,
): void {
  tellDevelopmentBuild();
  logConsole(log, console, onUnhandled);
  log.write(`Ownchat Keys ${app.getVersion()}, Electron ${process.versions.electron}`);
  // An AppImage adds this switch itself where the system allows no user namespaces.
  if (app.commandLine.hasSwitch('no-sandbox')) log.write('without the sandbox: --no-sandbox');
  if (withoutLock) console.error(withoutLockLine(withoutLock));
  // Covers the GPU and the network process. The window reports the page's own.
  app.on('child-process-gone', (_event, { type, reason, exitCode, name = '' }) => {
    if (reason === 'clean-exit') return;
    console.error(`a process is gone: ${type} ${name}: ${reason}, ${exitCode}`);
  });
}
