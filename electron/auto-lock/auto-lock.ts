import { powerMonitor } from 'electron';
import { IdleWatch } from './idle-watch';
import { watchLinuxSession } from './linux-session';
import { inBackground } from '../lib/in-background';

/**
 * Locks the vault when the person is away: after idle time, on screen lock, suspend, or a switch to
 * another user.
 */
export function autoLock(options: {
  now: () => number;
  lock: () => void;
  /** the computer shuts down, or the person logs out */
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
        // Electron types each event separately; all three take the same listener.
        powerMonitor.on(event as 'suspend', lock);
      }
      powerMonitor.on('resume', () => {
        idle.look();
      });
      // Only on Linux does the system wait for this; Windows and macOS use other events.
      const end = (event: { preventDefault(): void }) => {
        if (process.platform === 'linux') event.preventDefault();
        options.sessionEnds();
      };
      // Electron documents this event, but its types lack it.
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
