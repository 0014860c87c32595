'use strict';

/**
 * Runs one of `commands/` to its end. An expected failure is printed with its next step; any other
 * error with its stack.
 *
 * @param {string | undefined} name
 * @param {string[]} args
 */
async function runCommand(name, args) {
  const { expectedFailure } = await import('./bootstrap/failure.mjs');
  try {
    const command = await import(`./commands/${name}.mjs`);
    process.exit(await command.main(args));
  } catch (error) {
    const failure = expectedFailure(error);
    const bug = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${failure ? failure.text() : bug}\n`);
    process.exit(failure?.exitCode ?? 1);
  }
}

module.exports = { runCommand };
