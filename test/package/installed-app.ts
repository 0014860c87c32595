import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startVirtualDisplay } from '../../scripts/bootstrap/display.mjs';
import type { ProgramResult } from './program';
import { runToEnd } from './program';

const POLL_MS = 100;
const PATIENCE_MS = 30_000;

/** The user who starts the installed app: an ordinary one, with a home and a display of their own. */
export interface OrdinaryUser {
  home: string;
  /** Runs a program as this user, to its end. */
  run(
    command: string,
    args: readonly string[],
    env?: Record<string, string>,
  ): Promise<ProgramResult>;
  /** Starts the installed app as this user and does not wait. */
  start(): StartedApp;
  /** Waits until a window of this title is visible. */
  waitForWindow(title: string): Promise<void>;
  stop(): Promise<void>;
}

interface StartedApp {
  pid: number;
  stderr(): string;
  ended: Promise<number | null>;
}

/** Makes the user's home and display. The account itself must exist. */
export async function ordinaryUser(name: string): Promise<OrdinaryUser> {
  const home = await mkdtemp(join(tmpdir(), 'ownchat-installed-'));
  const id = async (flag: string) => Number((await runToEnd('id', [flag, name])).stdout.trim());
  const [uid, gid] = [await id('-u'), await id('-g')];
  await chown(home, uid, gid);
  const display = await startVirtualDisplay(['runuser', '-u', name, '--']);
  const environment = { HOME: home, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', ...display.env };
  const run: OrdinaryUser['run'] = (command, args, env) =>
    runToEnd(command, args, { uid, gid, env: { ...environment, ...env } });
  return {
    home,
    run,
    start() {
      const child = spawn('/usr/bin/ownchat-keys', ['--password-store=basic'], {
        uid,
        gid,
        env: environment,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString();
      });
      const ended = once(child, 'exit').then(([code]) => code as number | null);
      return { pid: child.pid ?? 0, stderr: () => stderr, ended };
    },
    async waitForWindow(title) {
      const deadline = Date.now() + PATIENCE_MS;
      while (Date.now() < deadline) {
        const { stdout } = await run('xwininfo', ['-root', '-tree']);
        const window = stdout.split('\n').find((line) => line.includes(`"${title}"`));
        const number = /0x[0-9a-f]+/.exec(window ?? '')?.[0];
        if (number !== undefined) {
          const state = await run('xwininfo', ['-id', number]);
          if (state.stdout.includes('Map State: IsViewable')) return;
        }
        await new Promise((resolve) => {
          setTimeout(resolve, POLL_MS);
        });
      }
      throw new Error(`no window ${title} within ${PATIENCE_MS} ms`);
    },
    stop: () => display.stop(),
  };
}
