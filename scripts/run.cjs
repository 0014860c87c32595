'use strict';

// `node scripts/run.cjs start …`: what every npm script runs. An old Node must be able to read this file; the
// modules that need a current Node are loaded only on such a Node: see bootstrap/node-version.cjs.
var nodeVersionProblem = require('./bootstrap/node-version.cjs').nodeVersionProblem;

var problem = nodeVersionProblem(process.version);
if (problem) {
  process.stderr.write(problem + '\n');
  process.exitCode = 1;
} else {
  void require('./run-command.cjs').runCommand(process.argv[2], process.argv.slice(3));
}
