import { parseFilter } from '../../shared/keys/filter-language';
import { columnsOf } from '../../shared/reports/columns';
import {
  FIRST_REQUEST,
  hasFormat,
  PAPERS,
  REPORT_FORMATS,
  REPORT_KINDS,
  REPORT_PERIODS,
} from '../../shared/reports/report';
import type {
  ReportFormat,
  ReportKind,
  ReportPeriod,
  ReportRequest,
  ReportScope,
} from '../../shared/reports/report';
import { reportRequestSchema } from '../../shared/reports/report-schema';
import type { ReportValues } from './report-values';
import { STANDARD_OUTPUT } from './standard-output';
import { t } from '../lib/messages';

/** Checks that a value is one of the choices. @throws the problem as a text */
function oneOf<V extends string>(option: string, value: string, choices: readonly V[]): V {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  // Caught below and shown to the user as a text.
  throw new Problem(
    t('main:headless.problems.notOneOf', { option, value, choices: choices.join(', ') }),
  );
}

class Problem extends Error {}

/**
 * The report for the given options.
 *
 * @returns the problem as a text
 */
export function reportRequestOf(values: ReportValues): ReportRequest | string {
  try {
    const kind = oneOf('--report', values.report ?? '', REPORT_KINDS);
    const request = {
      kind,
      format: formatOf(values),
      scope: scopeOf(values),
      columns: columnsFrom(kind, values.columns),
      order: orderFrom(kind, values.sort),
      period: periodFrom(values.period),
      options: {
        paper: oneOf('--paper', values.paper ?? 'a4', PAPERS),
        delimiter: oneOf('--delimiter', values.delimiter ?? ',', [',', ';'] as const),
        bom: values.bom ?? false,
        about: !values['table-only'],
        checksum: values.checksum ?? false,
      },
    };
    if (!hasFormat(kind, request.format)) throw new Problem(t('main:headless.problems.noCalendar'));
    const parsed = reportRequestSchema.safeParse(request);
    if (parsed.success) return parsed.data;
    const option = `--${String(parsed.error.issues[0]?.path[0] ?? '')}`;
    return t('main:headless.problems.notUnderstood', { option });
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

/** Text formats, which may go to a pipe. */
const TEXT_FORMATS = new Set<ReportFormat>(['csv', 'json', 'ndjson', 'html', 'ics']);

/** Without `--format` the file name decides. */
function formatOf(values: ReportValues): ReportFormat {
  const format = namedFormat(values);
  if (values.output !== STANDARD_OUTPUT) return format;
  if (!TEXT_FORMATS.has(format)) throw new Problem(t('main:headless.problems.notText'));
  if (values.checksum) throw new Problem(t('main:headless.problems.noChecksum'));
  return format;
}

function namedFormat({ format, output = '' }: ReportValues): ReportFormat {
  if (format !== undefined) return oneOf('--format', format, REPORT_FORMATS);
  const ending = output.slice(output.lastIndexOf('.') + 1).toLowerCase();
  const found = REPORT_FORMATS.find((each) => each === ending);
  if (found === undefined) throw new Problem(t('main:headless.problems.noFormat'));
  return found;
}

function scopeOf({ filter, integration }: ReportValues): ReportScope {
  if (filter !== undefined && integration !== undefined)
    throw new Problem(t('main:headless.problems.twoScopes'));
  if (integration !== undefined) return { kind: 'integration', integration };
  if (filter === undefined) return { kind: 'all' };
  const [part] = parseFilter(filter).problems;
  if (part !== undefined) throw new Problem(t('main:headless.problems.filter', { part }));
  return { kind: 'filter', filter };
}

function columnsFrom(kind: ReportKind, text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const ids = text.split(',').map((id) => id.trim());
  const known = columnsOf(kind).map(({ id }) => id);
  return ids.map((id) => oneOf('--columns', id, known));
}

/** `name` or `name:desc`; a column's name may contain a colon. */
function orderFrom(kind: ReportKind, text: string | undefined): ReportRequest['order'] {
  if (text === undefined) return null;
  const [, id = text, direction] = /^(.*?)(?::(asc|desc))?$/.exec(text) ?? [];
  const known = columnsOf(kind).map((column) => column.id);
  return { column: oneOf('--sort', id, known), descending: direction === 'desc' };
}

/** `previous-month`, or `2026-01-01..2026-03-31`. */
function periodFrom(text: string | undefined): ReportPeriod {
  if (text === undefined) return FIRST_REQUEST.period;
  const [, from, to] = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) return { kind: 'between', from, to };
  const names = REPORT_PERIODS.filter((name) => name !== 'between');
  return { kind: oneOf('--period', text, names) };
}
