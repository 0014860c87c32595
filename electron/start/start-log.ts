import { app } from 'electron';
import type { WithoutLock } from '../../shared/app/app-command';
import { tellDevelopmentBuild, withoutLockLine } from '../desktop/about-app';
import { logConsole } from '../platform/logs/log-console';
import type { LogFile } from '../platform/logs/log-file';

/**
 * From now on the log has what the main process complains about. It begins with what this start is.
 *
 * @param onUnhandled called after an error that no code handles
 */
export function startLog(
  log: LogFile,
  withoutLock: WithoutLock | null,
  onUnhandled: () => void,
): void {
  tellDevelopmentBuild();
  logConsole(log, console, onUnhandled);
  log.write(`Ownchat Keys ${app.getVersion()}, Electron ${process.versions.electron}`);
  // An AppImage is started like this by itself where the system allows no user namespaces.
  if (app.commandLine.hasSwitch('no-sandbox')) log.write('without the sandbox: --no-sandbox');
  if (withoutLock) console.error(withoutLockLine(withoutLock));
  // The one that draws, the one that speaks to the network. The page's own is told by its window.
  app.on('child-process-gone', (_event, { type, reason, exitCode, name = '' }) => {
    if (reason === 'clean-exit') return;
    console.error(`a process is gone: ${type} ${name}: ${reason}, ${exitCode}`);
  });
}
