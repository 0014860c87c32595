import { runWithApp } from '../run-typescript.mjs';

/** @param {string[]} args */
export function main(args) {
  return runWithApp('test/bench/run.ts', args, { forTests: true });
}
