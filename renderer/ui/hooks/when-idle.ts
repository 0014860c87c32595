/** Maximum wait for an idle moment (ms): a hidden window may never report one. */
const LONGEST_MS = 1_000;

let hurried: Promise<unknown> = Promise.resolve();

/** Until this is settled no moment is quiet: what is waited for is to be shown first. */
export function waitFirstFor(what: Promise<unknown>): void {
  hurried = what;
}

/** Resolves when what is on its way to the screen has got there, so that what is not needed yet is not in its way. */
export async function whenIdle(): Promise<void> {
  await hurried;
  await new Promise<void>((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: LONGEST_MS });
  });
}
