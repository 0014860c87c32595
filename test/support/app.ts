import { fileURLToPath } from 'node:url';
import type { ElectronApplication, Page } from '@playwright/test';
import { _electron } from '@playwright/test';
import type { RawBridge } from '../../shared/contract/bridge';
import {
  APP_DIRECTORY,
  appEnvironment,
  appSwitches,
  electronExecutable,
  isSandboxed,
} from './electron';

const AGREE_TO_QUESTIONS = fileURLToPath(new URL('agree-to-questions.cjs', import.meta.url));
const HOLD_UNTIL_ATTACHED = fileURLToPath(new URL('hold-until-attached.cjs', import.meta.url));

export interface LaunchOptions {
  /** the profile: absolute, need not exist */
  userData: string;
  /** more switches for Electron and the app */
  args?: readonly string[];
  /** null leaves the theme to the app's preferences and the desktop */
  colorScheme?: 'light' | 'dark' | null;
  /** of the window's content, in device-independent pixels */
  size?: { width: number; height: number };
  /** the session's real keychain; see `appSwitches` */
  keychain?: boolean;
  /** more environment variables */
  env?: Record<string, string>;
}

/** A running app. */
export interface RunningApp {
  app: ElectronApplication;
  page: Page;
  /**
   * Errors of the page: exceptions, console errors (including violations of the content security
   * policy) and crashes. A test that expects none asserts that this is empty.
   */
  complaints: string[];
  /** The main process's standard error, Chromium's messages included. */
  mainOutput(): string;
  /** Quits the app without unsaved changes, and waits for its end. */
  close(): Promise<void>;
}

/** Starts the built app in a new profile and waits for its window. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [
      '-r',
      HOLD_UNTIL_ATTACHED,
      '-r',
      AGREE_TO_QUESTIONS,
      APP_DIRECTORY,
      ...appSwitches(options),
      ...(options.args ?? []),
    ],
    env: { ...appEnvironment(options), ...options.env },
    chromiumSandbox: isSandboxed(),
    colorScheme: options.colorScheme ?? null,
  });
  const complaints = collectComplaints(app);
  let mainOutput = '';
  app.process().stderr?.on('data', (chunk: Buffer) => {
    mainOutput += chunk.toString();
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  if (options.size) await resize(app, options.size);
  const close = async () => {
    // An unsaved form would ask, and no user would answer.
    await page.evaluate(declareNothingUnsaved).catch(() => undefined);
    await app.close();
  };
  return { app, page, complaints, mainOutput: () => mainOutput, close };
}

/** Gives the window's content a size in device-independent pixels. */
export async function resize(
  app: ElectronApplication,
  size: { width: number; height: number },
): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
}

function collectComplaints(app: ElectronApplication): string[] {
  const complaints: string[] = [];
  const context = app.context();
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`exception: ${String(error.error())}`));
  app.on('window', (page) => {
    page.on('crash', () => complaints.push('crash: the page is gone'));
  });
  return complaints;
}

/** Runs in the page. */
async function declareNothingUnsaved(): Promise<void> {
  const { ownchat } = globalThis as unknown as { ownchat: RawBridge };
  await ownchat.request('app:set-unsaved', { hasUnsaved: false });
}
