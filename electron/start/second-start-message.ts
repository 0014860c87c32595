/**
 * Chromium sends the data of a second start in one message, of which the running app reads 32 KiB.
 * A longer one crashes it or gets no answer, and the second start then kills it as hung. Electron
 * 45 may have fixed this. 2 KiB are reserved for the switches that Chromium adds.
 */
export const MAX_HANDED_OVER = 30 * 1024;

/** The data that the app adds to the arguments of a second start. */
export interface HandedOver {
  /** JSON in base64 */
  message: string;
}

/**
 * One flat ASCII text without spaces. Electron before mid-2026 cuts the data at each NUL and trims
 * spaces beside it: a list of nine elements, or a path with a space and a non-Latin-1 character,
 * crashed the running app.
 */
export const handedOver = (value: unknown): HandedOver => ({
  message: Buffer.from(JSON.stringify(value)).toString('base64'),
});

/** @returns the data of the second start, encoded or plain; undefined when it is invalid */
export function valueOf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('message' in data)) return data;
  try {
    return JSON.parse(Buffer.from(String(data.message), 'base64').toString());
  } catch {
    return undefined;
  }
}

/**
 * The size of the message that a start with these arguments sends to the running app, in bytes.
 *
 * @param argv with the executable
 */
export function handOverBytes(
  argv: readonly string[],
  directory: string,
  { message }: HandedOver,
): number {
  const texts = [directory, message, ...argv];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
}

/** The working directory; the root when it has been removed. */
export function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}
