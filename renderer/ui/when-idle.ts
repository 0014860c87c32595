/** Longer than this nothing waits for a quiet moment: a window that nobody sees may never have one. */
const LONGEST_MS = 1_000;

/** Resolves when what is on its way to the screen has got there, so that what is not needed yet is not in its way. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: LONGEST_MS });
  });
}
