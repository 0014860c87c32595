import type { RiskCode } from '../keys/risk-codes';

/** The kinds of reports, in the order of the page. */
export const REPORT_KINDS = [
  'inventory',
  'access-review',
  'risk',
  'activity',
  'lifecycle',
  'due-dates',
] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The formats: first documents, then data. */
export const REPORT_FORMATS = ['pdf', 'html', 'xlsx', 'csv', 'json', 'ndjson', 'ics'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Only dates fit a calendar. */
export const hasFormat = (kind: ReportKind, format: ReportFormat): boolean =>
  format !== 'ics' || kind === 'due-dates';

/** A document must fit a page, so it has fewer columns by default. */
export const isDocument = (format: ReportFormat): boolean => format === 'pdf' || format === 'html';

/** The keys of a report. */
export type ReportScope =
  | { kind: 'all' }
  /** in the filter language, see `filter-language.ts` */
  | { kind: 'filter'; filter: string }
  | { kind: 'selection'; ids: string[]; shownFor?: ShownFor | undefined }
  | { kind: 'integration'; integration: string };

/** The filter under which the keys were selected, unless they were selected one by one. */
export interface ShownFor {
  /** of the Security check */
  finding: RiskCode | null;
  /** in the filter language; all must match */
  filters: string[];
}

export const REPORT_PERIODS = [
  'all',
  'last-7-days',
  'last-30-days',
  'last-90-days',
  'last-12-months',
  'previous-week',
  'previous-month',
  'between',
] as const;

/** The period of a report about events; days in UTC. */
export type ReportPeriod =
  | { kind: Exclude<(typeof REPORT_PERIODS)[number], 'between'> }
  /** `2026-11-24`, both days included */
  | { kind: 'between'; from: string; to: string };

/** Reports about events have a period; the others show the present state. */
export const hasPeriod = (kind: ReportKind): boolean => kind === 'activity' || kind === 'lifecycle';

export const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];

export interface ReportOptions {
  paper: Paper;
  /** of a CSV file: a byte order mark, by which Excel knows UTF-8 */
  bom: boolean;
  delimiter: ',' | ';';
  /** whether a CSV file begins with the description of the report or has only the table */
  about: boolean;
  /** writes `FILE.sha256` beside the report, for `sha256sum --check` */
  checksum: boolean;
}

const DEFAULT_OPTIONS: ReportOptions = {
  paper: 'a4',
  bom: false,
  delimiter: ',',
  about: true,
  checksum: false,
};

export interface ReportOrder {
  column: string;
  descending: boolean;
}

/** All settings of a report. */
export interface ReportRequest {
  kind: ReportKind;
  scope: ReportScope;
  /** ids in the order shown; null: the default columns of the format */
  columns: string[] | null;
  /** null: the default order of the format */
  order: ReportOrder | null;
  period: ReportPeriod;
  format: ReportFormat;
  options: ReportOptions;
}

export const FIRST_REQUEST: ReportRequest = {
  kind: 'inventory',
  scope: { kind: 'all' },
  columns: null,
  order: null,
  period: { kind: 'last-30-days' },
  format: 'pdf',
  options: DEFAULT_OPTIONS,
};

/** The default name of the workspace. */
export const DEFAULT_WORKSPACE = 'Ownchat workspace';

export const WORKSPACE_LENGTH = 80;
export const REPORT_NAME_LENGTH = 80;
export const MAX_SAVED_REPORTS = 50;

/** The saved settings of a report. */
export interface SavedReport {
  id: string;
  name: string;
  request: ReportRequest;
}

export const RHYTHMS = ['weekly', 'monthly'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** A schedule, which runs while the vault is unlocked. */
export interface ReportSchedule {
  id: string;
  /** of the saved report */
  reportId: string;
  rhythm: Rhythm;
  /** absolute path */
  folder: string;
  /** the next run: RFC 3339 */
  nextAt: string;
  last:
    | { at: string; outcome: 'written'; file: string }
    | { at: string; outcome: 'failed'; reason: string }
    | null;
}

export type Cell = string | number | boolean | null | readonly string[];
export type Row = readonly Cell[];

export type ColumnType = 'text' | 'instant' | 'day' | 'number' | 'list' | 'flag' | 'level';

/** A column of a report. */
export interface ReportColumn {
  id: string;
  label: string;
  type: ColumnType;
  /** in characters */
  width: number;
}

export interface Chart {
  title: string;
  /** the unit of the bars, e.g. `API keys` */
  unit: string;
  /** the series stacked in each bar */
  series: string[];
  /** whether the groups are consecutive days or months */
  isTimeline: boolean;
  /** one group of bars each, with one value for each series */
  groups: { label: string; values: number[] }[];
}

export interface Statement {
  tone: 'good' | 'care' | 'danger';
  text: string;
}

/** The description of a report, as pairs to show. */
export interface AboutLine {
  id: string;
  label: string;
  value: string;
}

/** The first page of a report. */
export interface ReportPreview {
  title: string;
  subtitle: string;
  about: AboutLine[];
  summary: { label: string; value: string }[];
  charts: Chart[];
  statements: Statement[];
  columns: ReportColumn[];
  rows: Row[];
  /** the number of rows of the whole report */
  count: number;
}

/** The result of an export. */
export interface ExportedReport {
  path: string;
  count: number;
  /** of the data; see `docs/reports.md` */
  dataSha256: string;
  /** false when the vault is read-only, so that the report is not recorded */
  isRecorded: boolean;
}

/** The initial state of the Reports page. */
export interface ReportsState {
  workspace: string;
  last: ReportRequest;
  saved: SavedReport[];
  schedules: ReportSchedule[];
  integrations: string[];
}
