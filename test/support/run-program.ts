/** A usage error of the user, reported in a sentence without a stack. */
export class UsageError extends Error {}

/**
 * Runs a program and sets its exit code. Usage errors are reported in a line, bugs with their
 * stack.
 */
export async function runProgram(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(isUsage(error) ? error.message : error);
    process.exitCode = 1;
  }
}

/** Node's `parseArgs` throws its own errors. */
const isUsage = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
