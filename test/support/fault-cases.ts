import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';

/** The file in which `npm run faults -- --cases` counts the cases. */
const file = process.env['OWNCHAT_FAULT_CASES'];

/** Whether to try all cases instead of a sample. */
export const isThorough = file !== undefined;

/** Counts one case of the running test: a line with its name, if cases are counted. */
export function noteCase(): void {
  if (file !== undefined) appendFileSync(file, `${expect.getState().currentTestName}\n`);
}
