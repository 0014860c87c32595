import { runWithApp } from '../run-typescript.mjs';

/** @param {string[]} args */
export function main(args) {
  return runWithApp('test/faults/run.ts', args, { forTests: true });
}
