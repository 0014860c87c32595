import { dirname } from 'node:path';
import type { ExportedReport, ReportSchedule, SavedReport } from '../../../shared/reports/report';
import type { Result } from '../../../shared/lib/result';
import { ok } from '../../../shared/lib/result';
import { failureReason } from '../../lib/failure-line';
import { fileNameOf, freePath } from '../export/file-names';
import type { ReportOutcome } from '../export/report-exporter';
import { isCutShortBy } from '../export/report-exporter';
import { readSettings, settingDrafts } from '../report-settings';
import type { ReportVault } from '../report-vault';
import { nextTime } from './rhythm';
import { inBackground } from '../../lib/in-background';

const LOOK_MS = 60_000;
/** Delay before a retry: an unmounted share may return within the hour. */
const RETRY_MS = 60 * 60_000;
/** Longest stored reason, in characters. */
const LONGEST_REASON = 1_000;

export interface SchedulerParts {
  vault: () => ReportVault | null;
  now: () => number;
  /** null while another report is being exported; retried later */
  run: (
    saved: SavedReport,
    path: string,
    mode: 'create' | 'replace',
  ) => Promise<Result<ExportedReport>> | null;
  /** @param isNews false when a retry failed again, which is not reported twice */
  onRan: (outcome: ReportOutcome, isNews: boolean) => void;
}

/**
 * Makes due scheduled reports while the vault is unlocked. However many times were missed, a report
 * is made once.
 */
export class ReportScheduler {
  readonly #parts: SchedulerParts;
  /**
   * retry time of schedules whose run could not be recorded: milliseconds since the epoch, by id
   */
  readonly #unnoted = new Map<string, number>();
  #isRunning = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
  }

  /** Checks at once and then every minute. */
  start(): void {
    const look = () => inBackground('scheduled reports', this.runDue());
    this.#timer ??= setInterval(look, LOOK_MS);
    this.#timer.unref();
    look();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Makes the due reports, one after another. */
  async runDue(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (;;) {
        const vault = this.#parts.vault();
        if (!vault || vault.isReadOnly) return;
        const { schedules, saved } = readSettings(vault);
        const now = this.#parts.now();
        const due = schedules.find(
          ({ id, nextAt }) => Date.parse(nextAt) <= now && (this.#unnoted.get(id) ?? 0) <= now,
        );
        const report = saved.find(({ id }) => id === due?.reportId);
        if (!due || !(await this.#runOne(vault, due, report))) return;
      }
    } finally {
      this.#isRunning = false;
    }
  }

  /**
   * Each report gets a file of its own. A calendar replaces its last file, because a calendar program
   * can follow a file only under one name.
   */
  async #placeOf(
    { folder, last }: ReportSchedule,
    { name, request: { format } }: SavedReport,
    now: number,
  ): Promise<{ path: string; mode: 'create' | 'replace' }> {
    if (format === 'ics' && last?.outcome === 'written' && dirname(last.file) === folder) {
      return { path: last.file, mode: 'replace' };
    }
    const path = await freePath(folder, fileNameOf(name, now, format), format);
    return { path, mode: 'create' };
  }

  /** @returns whether more may be due */
  async #runOne(
    vault: ReportVault,
    schedule: ReportSchedule,
    saved: SavedReport | undefined,
  ): Promise<boolean> {
    const now = this.#parts.now();
    const at = new Date(now).toISOString();
    let last: ReportSchedule['last'];
    let nextAt = nextTime(schedule.rhythm, now);
    if (!saved) {
      last = { at, outcome: 'failed', reason: failureReason({ code: 'report-not-saved' }) };
    } else {
      const { path, mode } = await this.#placeOf(schedule, saved, now);
      const exported = await this.#parts.run(saved, path, mode);
      if (exported === null) return false;
      // Cancelled by locking, so it stays due.
      if (!exported.ok && isCutShortBy(exported.failure.code)) return false;
      if (exported.ok) last = { at, outcome: 'written', file: path };
      else {
        const reason = failureReason(exported.failure).slice(0, LONGEST_REASON);
        last = { at, outcome: 'failed', reason };
        const retryAt = new Date(now + RETRY_MS).toISOString();
        if (retryAt < nextAt) nextAt = retryAt;
      }
    }
    const noted = await vault.commit(() => {
      const { schedules } = readSettings(vault);
      const next = schedules.map((each) =>
        each.id === schedule.id ? { ...each, last, nextAt } : each,
      );
      return ok(settingDrafts(vault, { schedules: next }));
    }, 'schedule');
    const isAgain = last.outcome === 'failed' && schedule.last?.outcome === 'failed';
    const isNews = !isAgain && !this.#unnoted.has(schedule.id);
    // It stays due: without a delay it would run and fail every minute.
    if (noted.ok) this.#unnoted.delete(schedule.id);
    else this.#unnoted.set(schedule.id, now + RETRY_MS);
    this.#parts.onRan(last.outcome === 'written' ? 'saved' : 'failed', isNews);
    return noted.ok;
  }
}
