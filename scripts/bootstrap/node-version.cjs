'use strict';

// A much older Node must be able to read this file and ../run.cjs, because they tell its owner that it is too old.
// So they are ECMAScript 5 and CommonJS; test/scripts/node-version.test.ts checks that.

/** The oldest Node the toolchain runs on; the same as `engines` in package.json. */
var MINIMUM_NODE = '20.19.0';

/**
 * Explains in one line why a Node version is too old; null when it is new enough.
 *
 * @param {string} version as in `process.version`, e.g. `v18.20.4`
 * @returns {string | null}
 */
function nodeVersionProblem(version) {
  var have = numbers(version);
  var need = numbers(MINIMUM_NODE);
  for (var i = 0; i < need.length; i += 1) {
    var difference = (have[i] || 0) - (need[i] || 0);
    if (difference > 0) return null;
    if (difference < 0) {
      return (
        'Ownchat Keys needs Node.js ' +
        MINIMUM_NODE.replace(/\.0$/, '') +
        ' or newer; this is ' +
        version +
        '. Install a current one from https://nodejs.org and run the command again.'
      );
    }
  }
  return null;
}

/**
 * @param {string} version
 * @returns {number[]}
 */
function numbers(version) {
  return version
    .replace(/^v/, '')
    .split('.')
    .map(function (part) {
      return parseInt(part, 10) || 0;
    });
}

module.exports = { MINIMUM_NODE: MINIMUM_NODE, nodeVersionProblem: nodeVersionProblem };
