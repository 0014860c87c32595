import { z } from 'zod';
import { RISK_CODES } from '../keys/risk-codes';
import type { ReportRequest, ReportSchedule, SavedReport } from './report';
import {
  hasFormat,
  MAX_SAVED_REPORTS,
  PAPERS,
  REPORT_FORMATS,
  REPORT_KINDS,
  REPORT_NAME_LENGTH,
  REPORT_PERIODS,
  RHYTHMS,
  WORKSPACE_LENGTH,
} from './report';

const day = z.iso.date();
const instant = z.iso.datetime({ precision: 3 });
const columnId = z.string().min(1).max(80);

const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('filter'), filter: z.string().max(2_000) }),
  z.strictObject({
    kind: z.literal('selection'),
    ids: z.array(z.uuidv7()).max(200_000),
    shownFor: z
      .strictObject({
        finding: z.enum(RISK_CODES).nullable(),
        filters: z.array(z.string().max(2_000)).max(3),
      })
      .optional(),
  }),
  z.strictObject({ kind: z.literal('integration'), integration: z.string().max(200) }),
]);

const period = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(REPORT_PERIODS).exclude(['between']) }),
  z.strictObject({ kind: z.literal('between'), from: day, to: day }),
]);

const requestSchema = z.strictObject({
  kind: z.enum(REPORT_KINDS),
  scope,
  columns: z.array(columnId).max(100).nullable(),
  order: z.strictObject({ column: columnId, descending: z.boolean() }).nullable(),
  period,
  format: z.enum(REPORT_FORMATS),
  options: z.strictObject({
    paper: z.enum(PAPERS),
    bom: z.boolean(),
    delimiter: z.enum([',', ';']),
    about: z.boolean(),
    checksum: z.boolean(),
  }),
}) satisfies z.ZodType<ReportRequest>;

export const reportRequestSchema = requestSchema.refine(
  ({ kind, format }) => hasFormat(kind, format),
  { path: ['format'] },
);

/** One line without control characters. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u);

export const workspaceNameSchema = line(WORKSPACE_LENGTH);

export const savedReportSchema = z.strictObject({
  id: z.uuid(),
  name: line(REPORT_NAME_LENGTH),
  request: reportRequestSchema,
}) satisfies z.ZodType<SavedReport>;

export const savedReportsSchema = z.array(savedReportSchema).max(MAX_SAVED_REPORTS);

export const rhythmSchema = z.enum(RHYTHMS);

export const reportScheduleSchema = z.strictObject({
  id: z.uuid(),
  reportId: z.uuid(),
  rhythm: rhythmSchema,
  folder: z.string().min(1).max(4_096),
  nextAt: instant,
  last: z
    .discriminatedUnion('outcome', [
      z.strictObject({ at: instant, outcome: z.literal('written'), file: z.string().max(4_096) }),
      z.strictObject({ at: instant, outcome: z.literal('failed'), reason: z.string().max(1_000) }),
    ])
    .nullable(),
}) satisfies z.ZodType<ReportSchedule>;
