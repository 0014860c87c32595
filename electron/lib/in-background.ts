/**
 * Runs a task without awaiting it; a failure is logged.
 *
 * @param what the name of the task in the log
 */
export function inBackground(what: string, work: Promise<unknown> | undefined): void {
  work?.catch((error: unknown) => {
    console.error(`${what}:`, error instanceof Error ? error.stack : '');
  });
}
