/**
 * Chromium hands a second start over in one message, of which the running app reads 32 KiB. Of a longer one it crashes over the
 * arguments that are missing, or it gives no answer, and the second start takes it for dead and kills it. Electron 45 may have
 * this mended. 2 KiB are left for the switches that Chromium adds by itself.
 */
export const MOST_HANDED_OVER = 30 * 1024;

/** What the app adds to the arguments that a second start hands over. */
export interface HandedOver {
  /** JSON in base64 */
  message: string;
}

/**
 * As one flat text without blanks, of one byte a character. Electron before the summer of 2026 cuts what is added at each NUL
 * and takes the blanks beside it away: a list of nine things, or a path with a blank and a sign beyond Latin-1, made the
 * running app crash.
 */
export const handedOver = (value: unknown): HandedOver => ({
  message: Buffer.from(JSON.stringify(value)).toString('base64'),
});

/** @returns the data that the other start handed over, encoded or plain; undefined when it cannot be read */
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

/** The folder of this process; the root when it has been removed meanwhile. */
export function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}
