import { powerMonitor } from 'electron';
import { IdleWatch } from './idle-watch';
import { watchLinuxSession } from './linux-session';
import { inBackground } from '../lib/in-background';

/** Locks the vault when nobody is there any more: idle for long, away, asleep, or another user at the screen. */
export function autoLock(options: {
  now: () => number;
  lock: () => void;
  /** the computer is shut down, or the person logs out */
  sessionEnds: () => void;
  limitMinutes: () => number;
}): { watch: () => void; noteInput: () => void } {
  const { lock } = options;
  const idle = new IdleWatch({
    now: options.now,
    monotonicNow: () => performance.now(),
    systemIdleSeconds: () => powerMonitor.getSystemIdleTime(),
    limitMinutes: options.limitMinutes,
    onIdle: lock,
  });
  return {
    watch() {
      idle.start();
      for (const event of ['suspend', 'lock-screen', 'user-did-resign-active'] as const) {
        // Electron declares each event on its own; all three take the same listener.
        powerMonitor.on(event as 'suspend', lock);
      }
      powerMonitor.on('resume', () => {
        idle.look();
      });
      // Elsewhere than on Linux the system does not wait, or asks in another way.
      const end = (event: { preventDefault(): void }) => {
        if (process.platform === 'linux') event.preventDefault();
        options.sessionEnds();
      };
      // Electron's types leave the event out that its manual describes.
      powerMonitor.on('shutdown', end as () => void);
      if (process.platform === 'linux') {
        inBackground('watching the session', watchLinuxSession(process.env, lock));
      }
    },
    noteInput() {
      idle.noteInput();
    },
  };
}
