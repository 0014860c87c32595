import { parseArgs } from 'node:util';
import { OPTIONS } from './options';

/** @throws when an option is unknown or lacks its value */
export const parseReportArgs = (args: string[]) =>
  parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: false });

/** The options as they were given. */
export type ReportValues = ReturnType<typeof parseReportArgs>['values'];
