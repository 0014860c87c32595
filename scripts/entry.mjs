// Read by every Node, however old: see bootstrap/node-version.mjs.
import { nodeVersionProblem } from './bootstrap/node-version.mjs';

/**
 * Runs one command of package.json: checks Node first, only then loads the code that needs a current one.
 * An expected failure is printed as what happened and what to do next; anything else keeps its stack.
 *
 * @param {() => Promise<{ main: (args: string[]) => Promise<number> }>} load
 */
export function runCommand(load) {
  const problem = nodeVersionProblem(process.version);
  if (problem) {
    process.stderr.write(problem + '\n');
    process.exit(1);
  }
  load()
    .then(function (command) {
      return command.main(process.argv.slice(2));
    })
    .then(
      function (code) {
        process.exit(code);
      },
      function (error) {
        const told = error && error.name === 'Failure';
        process.stderr.write(
          (told ? error.text() : (error && error.stack) || String(error)) + '\n',
        );
        process.exit(told ? error.exitCode : 1);
      },
    );
}
