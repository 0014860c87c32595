import type { ExportedReport, ReportSchedule, SavedReport } from '../../shared/reports/report';
import type { Result } from '../../shared/result';
import { ok } from '../../shared/result';
import { failureWords } from '../../shared/words/en/failures';
import { fileNameOf, freePath } from './file-names';
import type { ReportOutcome } from './report-exporter';
import { isCutShortBy } from './report-exporter';
import { readSettings, settingDrafts } from './report-settings';
import type { ReportVault } from './report-vault';
import { nextTime } from './rhythm';

const LOOK_MS = 60_000;

export interface SchedulerParts {
  vault: () => ReportVault | null;
  now: () => number;
  /** null while another report is being exported: it is tried again later */
  run: (saved: SavedReport, path: string) => Promise<Result<ExportedReport>> | null;
  onRan: (outcome: ReportOutcome) => void;
}

/** Makes the scheduled reports that are due while the vault is unlocked; what was missed is made once. */
export class ReportScheduler {
  readonly #parts: SchedulerParts;
  #isRunning = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
  }

  /** Looks at once and every minute from now on. */
  start(): void {
    this.#timer ??= setInterval(() => void this.runDue(), LOOK_MS);
    this.#timer.unref();
    void this.runDue();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Makes what is due, one after another. */
  async runDue(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (;;) {
        const vault = this.#parts.vault();
        if (!vault || vault.isReadOnly) return;
        const { schedules, saved } = readSettings(vault);
        const now = this.#parts.now();
        const due = schedules.find(({ nextAt }) => Date.parse(nextAt) <= now);
        const report = saved.find(({ id }) => id === due?.reportId);
        if (!due || !(await this.#runOne(vault, due, report))) return;
      }
    } finally {
      this.#isRunning = false;
    }
  }

  /** @returns whether there may be more to do */
  async #runOne(
    vault: ReportVault,
    schedule: ReportSchedule,
    saved: SavedReport | undefined,
  ): Promise<boolean> {
    const now = this.#parts.now();
    const at = new Date(now).toISOString();
    let last: ReportSchedule['last'];
    if (!saved) last = { at, outcome: 'failed', reason: failureWords['report-not-saved'].title };
    else {
      const { format } = saved.request;
      const path = await freePath(schedule.folder, fileNameOf(saved.name, now, format), format);
      const exported = await this.#parts.run(saved, path);
      if (exported === null) return false;
      // Cut short by locking: it is still due.
      if (!exported.ok && isCutShortBy(exported.failure.code)) return false;
      last = exported.ok
        ? { at, outcome: 'written', file: path }
        : { at, outcome: 'failed', reason: failureWords[exported.failure.code].title };
    }
    const noted = await vault.commit(() => {
      const { schedules } = readSettings(vault);
      const next = schedules.map((each) =>
        each.id === schedule.id ? { ...each, last, nextAt: nextTime(each.rhythm, now) } : each,
      );
      return ok(settingDrafts(vault, { schedules: next }));
    });
    this.#parts.onRan(last.outcome === 'written' ? 'saved' : 'failed');
    return noted.ok;
  }
}
