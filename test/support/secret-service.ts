import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A real keychain: a Secret Service on its own session bus, with no keys of a user in it. */
export interface SecretService {
  /** environment variables for programs that use it */
  env: Record<string, string>;
  /** Stops answering until `resume`; calls wait meanwhile. */
  pause(): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
}

const ASK = 'dbus-send';

/** Why no Secret Service can be started here, or null. */
export function whyNoSecretService(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  for (const program of ['dbus-daemon', 'gnome-keyring-daemon']) {
    if (spawnSync(program, ['--version']).status !== 0) return `needs ${program}`;
  }
  if (spawnSync(ASK, ['--version']).error) return `needs ${ASK}`;
  return null;
}

/** Starts a session bus and an unlocked gnome-keyring, with their own home and keyring. */
export async function startSecretService(): Promise<SecretService> {
  const home = await mkdtemp(join(tmpdir(), 'ownchat-keys-keyring-'));
  const env: Record<string, string> = {
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: home,
  };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  env['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(bus);
  // It daemonises once it answers, and ends with its bus.
  const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const answers = once(keyring, 'exit');
  keyring.stdin.end('a keyring password');
  await answers;
  let stopped: number | null = null;
  const service: SecretService = {
    env,
    async pause() {
      stopped = await ownerOf('org.freedesktop.secrets', env);
      process.kill(stopped, 'SIGSTOP');
    },
    resume() {
      if (stopped !== null) process.kill(stopped, 'SIGCONT');
      stopped = null;
    },
    async stop() {
      // A stopped process would not notice that its bus is gone.
      service.resume();
      const gone = once(bus, 'exit');
      if (bus.kill()) await gone;
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return service;
}

/** The process behind a bus name, once it exists. */
async function ownerOf(name: string, env: Record<string, string>): Promise<number> {
  const asked = spawnSync(
    ASK,
    [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.GetConnectionUnixProcessID',
      `string:${name}`,
    ],
    { env: { ...process.env, ...env }, encoding: 'utf8' },
  );
  const found = /uint32 (\d+)/.exec(asked.stdout)?.[1];
  if (found !== undefined) return Number(found);
  if (!asked.stderr.includes('NameHasNoOwner')) throw new Error(asked.stderr);
  await wait(20);
  return ownerOf(name, env);
}

async function firstLine(program: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of program.stdout ?? []) {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end !== -1) return text.slice(0, end);
  }
  throw new Error('a program of the keychain ended before it was ready');
}
