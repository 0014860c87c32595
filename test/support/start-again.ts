import { execFile } from 'node:child_process';
import {
  APP_DIRECTORY,
  appEnvironment,
  appSwitches,
  electronExecutable,
  sandboxSwitches,
} from './electron';

/** Starts the app again on a profile in use. @returns its exit code and output */
export function startAgain(userData: string, args: readonly string[]) {
  const all = [...sandboxSwitches(), APP_DIRECTORY, ...appSwitches({ userData }), ...args];
  return new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      electronExecutable(),
      all,
      { env: appEnvironment(), timeout: 30_000 },
      (_error, stdout, stderr) => resolve({ exitCode: child.exitCode, stdout, stderr }),
    );
  });
}
