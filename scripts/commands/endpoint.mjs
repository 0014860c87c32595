import { ensurePackages } from '../bootstrap/packages.mjs';
import { runProgram } from '../run-typescript.mjs';

/** A local Ownchat endpoint; it needs no app. @param {string[]} args */
export async function main(args) {
  await ensurePackages();
  return runProgram('test/endpoint/run.ts', args, process.env);
}
