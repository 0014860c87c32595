import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** A real D-Bus bus without services, as session and system bus. */
export interface MessageBus {
  address: string;
  /** environment variables for programs that use it */
  env: Record<string, string>;
  /** Sends a signal from another program, like a desktop. */
  signal(path: string, name: string, ...args: string[]): void;
  stop(): Promise<void>;
}

const SEND = 'dbus-send';

/** Why no bus can be started here, or null. */
export function whyNoMessageBus(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  for (const program of ['dbus-daemon', SEND]) {
    if (spawnSync(program, ['--version']).error) return `needs ${program}`;
  }
  return null;
}

export async function startMessageBus(): Promise<MessageBus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(daemon.stdout, 'data')) as [Buffer];
  const address = line.toString().trim();
  return {
    address,
    env: { DBUS_SESSION_BUS_ADDRESS: address, DBUS_SYSTEM_BUS_ADDRESS: address },
    signal(path, name, ...args) {
      const sent = spawnSync(SEND, [`--bus=${address}`, '--type=signal', path, name, ...args]);
      if (sent.status !== 0) throw new Error(String(sent.stderr));
    },
    async stop() {
      const gone = once(daemon, 'exit');
      if (daemon.kill()) await gone;
    },
  };
}
