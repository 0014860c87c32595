'use strict';

// `node scripts/run.cjs start …`: what every npm script runs. It is read by every Node, however old, and loads
// what needs a current one only on such a one: see bootstrap/node-version.cjs.
var nodeVersionProblem = require('./bootstrap/node-version.cjs').nodeVersionProblem;

var problem = nodeVersionProblem(process.version);
if (problem) {
  process.stderr.write(problem + '\n');
  process.exitCode = 1;
} else {
  void require('./run-command.cjs').runCommand(process.argv[2], process.argv.slice(3));
}
