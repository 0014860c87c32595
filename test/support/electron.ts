import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The app under test: the repository, whose `package.json` names the built main entry. */
export const APP_DIRECTORY = fileURLToPath(new URL('../..', import.meta.url));

/** The Electron executable: the scripts' one, or else the installed one. */
export function electronExecutable(): string {
  const given = process.env['OWNCHAT_ELECTRON'];
  if (given) return given;
  const script = fileURLToPath(new URL('../../scripts/run.cjs', import.meta.url));
  return execFileSync(process.execPath, [script, 'electron-path'], { encoding: 'utf8' }).trim();
}

/** Whether Chromium's sandbox can be used: it refuses to run as root. */
export function isSandboxed(): boolean {
  const wanted = process.env['OWNCHAT_TEST_SANDBOX'];
  return wanted === undefined ? process.getuid?.() !== 0 : wanted === 'on';
}

/** Switches for starts of Electron without Playwright. */
export const sandboxSwitches = (): string[] => (isSandboxed() ? [] : ['--no-sandbox']);

/**
 * The switches of every start of the app in a test.
 *
 * @param options.keychain the session's real keychain, which needs a running Secret Service;
 * without it the app finds none, so that no test writes to a developer's keychain
 */
export function appSwitches(options: { userData: string; keychain?: boolean }): string[] {
  return [
    `--user-data-dir=${options.userData}`,
    `--password-store=${options.keychain === true ? 'gnome-libsecret' : 'basic'}`,
  ];
}

/**
 * The environment without variables that turn Electron into Node, and with a desktop that has a
 * keychain.
 */
export function appEnvironment(options: { keychain?: boolean } = {}): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && name !== 'ELECTRON_RUN_AS_NODE') env[name] = value;
  }
  if (options.keychain === true) env['XDG_CURRENT_DESKTOP'] = 'GNOME';
  return env;
}
