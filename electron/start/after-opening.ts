import { setTimeout as wait } from 'node:timers/promises';
import { inBackground } from '../lib/in-background';

/** Delay of work that would slow down the first picture (ms). */
const FIRST_PICTURE_MS = 2_000;

/**
 * Starts work that can wait until the first answers have been sent to the page.
 *
 * @param opening settles when automatic unlock has ended
 * @param work.watch starts the auto-lock
 */
export function afterOpening(
  opening: Promise<void>,
  work: { watch: () => void; showMenu: () => void },
): void {
  const watching = opening.finally(() => {
    // Give the first answers a turn of the event loop before this starts.
    setImmediate(work.watch);
  });
  inBackground('opening by itself', watching);
  const pictured = Promise.race([opening, wait(FIRST_PICTURE_MS)]).finally(() =>
    setImmediate(work.showMenu),
  );
  inBackground('the menu', pictured);
}
