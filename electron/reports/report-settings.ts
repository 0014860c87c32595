import { z } from 'zod';
import type { ReportRequest, ReportSchedule, SavedReport } from '../../shared/reports/report';
import { DEFAULT_WORKSPACE, FIRST_REQUEST } from '../../shared/reports/report';
import {
  reportRequestSchema,
  reportScheduleSchema,
  savedReportSchema,
  workspaceNameSchema,
} from '../../shared/reports/report-schema';
import type { ReportDraft, ReportVault } from './report-vault';

/** The report settings sealed with the vault. */
export interface ReportSettings {
  workspace: string;
  last: ReportRequest;
  saved: SavedReport[];
  schedules: ReportSchedule[];
}

const NAMES: Record<keyof ReportSettings, string> = {
  workspace: 'workspace-name',
  last: 'last-report',
  saved: 'saved-reports',
  schedules: 'report-schedules',
};

/** Parses each item on its own, so that an invalid one does not discard the others. */
function listOf<T>(value: unknown, item: z.ZodType<T>): T[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) => {
    const parsed = item.safeParse(each);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The stored settings, with a default for a missing or invalid one. */
export function readSettings({ settings }: Pick<ReportVault, 'settings'>): ReportSettings {
  const one = <T>(name: string, schema: z.ZodType<T>, otherwise: T): T => {
    const parsed = schema.safeParse(settings.get(name));
    return parsed.success ? parsed.data : otherwise;
  };
  return {
    workspace: one(NAMES.workspace, workspaceNameSchema, DEFAULT_WORKSPACE),
    last: one(NAMES.last, reportRequestSchema, FIRST_REQUEST),
    saved: listOf(settings.get(NAMES.saved), savedReportSchema),
    schedules: listOf(settings.get(NAMES.schedules), reportScheduleSchema),
  };
}

/** The events that change the settings; none when they are equal. */
export function settingDrafts(
  vault: Pick<ReportVault, 'settings'>,
  changes: Partial<ReportSettings>,
): ReportDraft[] {
  return Object.entries(changes).flatMap(([field, value]): ReportDraft[] => {
    if (value === undefined) return [];
    const name = NAMES[field as keyof ReportSettings];
    const json = z.json().parse(value);
    if (JSON.stringify(vault.settings.get(name)) === JSON.stringify(json)) return [];
    return [{ event: 'setting.changed', keyId: null, change: { name, value: json } }];
  });
}
