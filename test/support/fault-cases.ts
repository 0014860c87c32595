import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Where `npm run faults -- --cases` counts what the fault tests have tried. */
const file = process.env['OWNCHAT_FAULT_CASES'];

/** Whether there is time to try more than a part of what could go wrong. */
export const isThorough = file !== undefined;

/** One more fault, made by the test that runs: a line with its name, where somebody counts them. */
export function noteCase(): void {
  if (file !== undefined) appendFileSync(file, `${expect.getState().currentTestName}\n`);
}
