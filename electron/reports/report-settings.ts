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

/** What the reports keep sealed with the vault. */
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

/** Item by item: one that is not understood takes none of the others with it. */
function listOf<T>(value: unknown, item: z.ZodType<T>): T[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) => {
    const parsed = item.safeParse(each);
    return parsed.success ? [parsed.data] : [];
  });
}

/** What is kept, and what stands for it where nothing is or it is not understood. */
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

/** What must be recorded for the settings to become these; nothing where they are so already. */
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
