import { z } from 'zod';
import type { ExportedReport, ReportPreview, ReportsState } from '../reports/report';
import {
  reportRequestSchema,
  rhythmSchema,
  savedReportsSchema,
  workspaceNameSchema,
} from '../reports/report-schema';
import { nothing, done, made } from './schemas';
import type { Requests } from './schemas';

/** The requests about reports. */
export const reportRequests = {
  /** The sealed settings of the reports, and all integrations. */
  'reports:settings': { input: nothing, output: made<ReportsState>() },
  'reports:change-settings': {
    input: z.strictObject({ workspace: workspaceNameSchema, saved: savedReportsSchema }).partial(),
    output: made<ReportsState>(),
  },
  /** Lets the person choose a folder; null when cancelled. */
  'reports:add-schedule': {
    input: z.strictObject({ reportId: z.uuid(), rhythm: rhythmSchema }),
    output: made<ReportsState | null>(),
  },
  'reports:remove-schedule': {
    input: z.strictObject({ id: z.uuid() }),
    output: made<ReportsState>(),
  },
  'reports:preview': { input: reportRequestSchema, output: made<ReportPreview>() },
  /** Lets the person choose a file; null when cancelled. */
  'reports:export': { input: reportRequestSchema, output: made<ExportedReport | null>() },
  'reports:cancel': { input: nothing, output: done },
  /** Shows the last exported report in its folder. */
  'reports:show': { input: nothing, output: done },
  'reports:open': { input: nothing, output: done },
} as const satisfies Requests;
