/** Maximum wait for an idle moment (ms): a hidden window may never report one. */
const LONGEST_MS = 1_000;

let hurried: Promise<unknown> = Promise.resolve();

/** No moment counts as idle before this has settled: the first picture comes first. */
export function waitFirstFor(what: Promise<unknown>): void {
  hurried = what;
}

/** Resolves when the present content has been painted, so that optional work does not delay it. */
export async function whenIdle(): Promise<void> {
  await hurried;
  await new Promise<void>((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: LONGEST_MS });
  });
}
