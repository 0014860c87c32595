import type { ReportRequest } from '../../shared/reports/report';
import { asksForCommand, withoutForeign } from './options';
import type { ReportValues } from './report-values';
import { parseReportArgs } from './report-values';
import { reportRequestOf } from './report-request';
import { t } from '../lib/messages';

/**
 * The source of the passphrase. Never an argument or the environment, which other processes can
 * read.
 */
export type PassphraseSource =
  | { from: 'file'; path: string }
  | { from: 'descriptor'; number: number };

/** A report to make unattended. */
export interface ReportOrder {
  request: ReportRequest;
  /** as given on the command line */
  output: string;
  force: boolean;
  passphrase: PassphraseSource | null;
}

export type Command =
  | { kind: 'window' }
  | { kind: 'help' }
  | { kind: 'version' }
  /** locks the vault of the running app */
  | { kind: 'lock' }
  | { kind: 'wrong'; problem: string }
  | { kind: 'report'; order: ReportOrder };

/**
 * Parses the arguments. Without one of our options, or a near miss of one, the app opens its
 * window.
 */
export function commandOf(args: readonly string[]): Command {
  if (!asksForCommand(args)) return { kind: 'window' };
  let values: ReportValues;
  try {
    ({ values } = parseReportArgs(withoutForeign(args)));
  } catch (error) {
    return { kind: 'wrong', problem: problemOf(error) };
  }
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  if (values.lock) return { kind: 'lock' };
  if (values.report === undefined) return wrong(t('main:headless.problems.noReport'));
  if (!values.output) return wrong(t('main:headless.problems.noOutput'));
  const request = reportRequestOf(values);
  if (typeof request === 'string') return wrong(request);
  const passphrase = passphraseOf(values);
  if (typeof passphrase === 'string') return wrong(passphrase);
  const { output, force = false } = values;
  return { kind: 'report', order: { request, output, force, passphrase } };
}

const wrong = (problem: string): Command => ({ kind: 'wrong', problem });

/**
 * The first sentence of Node's message names the option; the advice after it does not apply here.
 */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  return error.message.split('. ')[0] ?? error.message;
}

/** @returns the problem as a text */
function passphraseOf(values: ReportValues): PassphraseSource | null | string {
  const file = values['passphrase-file'];
  const descriptor = values['passphrase-fd'];
  if (file !== undefined && descriptor !== undefined)
    return t('main:headless.problems.twoPassphrases');
  if (file !== undefined) return { from: 'file', path: file };
  if (descriptor === undefined) return null;
  if (!/^\d{1,3}$/.test(descriptor) || ['1', '2'].includes(descriptor)) {
    return t('main:headless.problems.notADescriptor', { value: descriptor });
  }
  return { from: 'descriptor', number: Number(descriptor) };
}
