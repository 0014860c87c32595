import { setTimeout as wait } from 'node:timers/promises';
import { inBackground } from '../lib/in-background';

/** What would be in the way of the first picture waits this long for it. */
const FIRST_PICTURE_MS = 2_000;

/**
 * Begins what may wait until the first answers are on their way to the page.
 *
 * @param opening settles when the vault is open, or does not open by itself
 * @param work.watch begins to look for reasons to lock the vault
 */
export function afterOpening(
  opening: Promise<void>,
  work: { watch: () => void; showMenu: () => void },
): void {
  const watching = opening.finally(() => {
    // The first answers are on their way before this begins.
    setImmediate(work.watch);
  });
  inBackground('opening by itself', watching);
  const pictured = Promise.race([opening, wait(FIRST_PICTURE_MS)]).finally(() =>
    setImmediate(work.showMenu),
  );
  inBackground('the menu', pictured);
}
