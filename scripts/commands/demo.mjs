import { runWithApp } from '../run-typescript.mjs';

/** @param {string[]} args */
export function main(args) {
  return runWithApp('test/demo/run.ts', args);
}
