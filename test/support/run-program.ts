/** What a person asked for that cannot be: told in a sentence, without a stack. */
export class UsageError extends Error {}

/** Runs a program to its exit code. Mistakes of the person are told in a line, bugs keep their stack. */
export async function runProgram(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(isUsage(error) ? error.message : error);
    process.exitCode = 1;
  }
}

/** `parseArgs` of Node throws errors of its own. */
const isUsage = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
