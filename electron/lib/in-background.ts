/**
 * Lets work go on that no code waits for: when it fails, that stands in the log.
 *
 * @param what the work, as the log names it
 */
export function inBackground(what: string, work: Promise<unknown> | undefined): void {
  work?.catch((error: unknown) => {
    console.error(`${what}:`, error instanceof Error ? error.stack : '');
  });
}
