import { randomUUID } from 'node:crypto';
import type {
  ExportedReport,
  ReportPreview,
  ReportRequest,
  ReportsState,
  Rhythm,
} from '../../shared/reports/report';
import { parseFilter } from '../../shared/keys/filter-language';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import { integrationIdentity } from '../../shared/keys/integration-identity';
import { NOTHING_IN_FORCE } from '../../shared/rules/rules-in-force';
import type { RulesInForce } from '../../shared/rules/rules-in-force';
import type { ReportContext } from './content/build-report';
import { Pacer } from './pacer';
import type { ExporterOptions } from './export/report-exporter';
import { ReportExporter } from './export/report-exporter';
import type { ReportSettings } from './report-settings';
import { readSettings, settingDrafts } from './report-settings';
import type { ReportVault } from './report-vault';
import { ReportFault, sourceOf } from './report-vault';
import { nextTime } from './schedule/rhythm';
import { ReportScheduler } from './schedule/scheduler';

export interface ReportsOptions extends ExporterOptions {
  appVersion: string;
  /** number of key changes that are not sent to the endpoint */
  unsent?: () => number;
  /** the rules of the vault */
  rules?: () => RulesInForce;
  /** a schedule has run: the page's settings are outdated */
  onSettingsChanged: () => void;
}

/** The requests of the Reports page. Paths come from the user's dialogs, never from the page. */
export class Reports {
  readonly #options: ReportsOptions;
  readonly #exporter: ReportExporter;
  readonly #scheduler: ReportScheduler;
  #preview: AbortController | null = null;

  constructor(options: ReportsOptions) {
    this.#options = options;
    this.#exporter = new ReportExporter(options, (vault) => this.#context(vault));
    this.#scheduler = new ReportScheduler({
      vault: options.vault,
      now: options.now,
      run: ({ request }, path, mode) =>
        this.#exporter.isBusy
          ? null
          : this.#exporter.write({ request, path, mode, origin: 'schedule' }),
      onRan: (outcome, isNews) => {
        options.onSettingsChanged();
        if (isNews) options.onEnded(outcome);
      },
    });
  }

  /** Call it after unlocking. */
  begin(): void {
    this.#scheduler.start();
  }

  /** Call it before locking: cancels all work on the vault's content. */
  end(): void {
    this.#scheduler.stop();
    this.#preview?.abort();
    this.#exporter.end();
  }

  async settings(): Promise<Result<ReportsState>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const names = new Map<string, string>();
    for (const { record } of vault.keys.values()) {
      const identity = integrationIdentity(record.integration);
      if (identity !== '' && !names.has(identity)) names.set(identity, record.integration.trim());
    }
    const integrations = [...names]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, name]) => name);
    return ok({ ...readSettings(vault), integrations });
  }

  async changeSettings(
    changes: Partial<Pick<ReportSettings, 'workspace' | 'saved'>>,
  ): Promise<Result<ReportsState>> {
    return this.#change(({ schedules }) => {
      const isNeeded = ({ reportId }: { reportId: string }) =>
        changes.saved !== undefined && !changes.saved.some(({ id }) => id === reportId);
      return schedules.some(isNeeded) ? fail({ code: 'report-in-use' }) : ok(changes);
    });
  }

  async addSchedule(reportId: string, rhythm: Rhythm): Promise<Result<ReportsState | null>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    if (!readSettings(vault).saved.some(({ id }) => id === reportId)) {
      return fail({ code: 'report-not-saved' });
    }
    const folder = await this.#options.desktop.chooseFolder();
    if (folder === null) return ok(null);
    const nextAt = nextTime(rhythm, this.#options.now());
    const schedule = { id: randomUUID(), reportId, rhythm, folder, nextAt, last: null };
    return this.#change(({ schedules }) => ok({ schedules: [...schedules, schedule] }));
  }

  async removeSchedule(id: string): Promise<Result<ReportsState>> {
    return this.#change(({ schedules }) =>
      ok({ schedules: schedules.filter((each) => each.id !== id) }),
    );
  }

  /** The first page of a report. Cancels an earlier preview. */
  async preview(request: ReportRequest): Promise<Result<ReportPreview>> {
    // Imported with the first report.
    const { previewReport } = await import('./content/build-report');
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const problem = filterProblem(request);
    if (problem !== null) return fail({ code: 'report-filter-invalid', part: problem });
    this.#preview?.abort();
    const run = new AbortController();
    this.#preview = run;
    try {
      const pacer = new Pacer(run.signal);
      return ok(await previewReport(sourceOf(vault), request, this.#context(vault), pacer));
    } catch (error) {
      if (error instanceof ReportFault) return fail(error.failure);
      if (run.signal.aborted) return fail({ code: 'report-cancelled' });
      throw error;
    } finally {
      if (this.#preview === run) this.#preview = null;
    }
  }

  /** @returns null when the user cancelled */
  async export(request: ReportRequest): Promise<Result<ExportedReport | null>> {
    const problem = filterProblem(request);
    if (problem !== null) return fail({ code: 'report-filter-invalid', part: problem });
    return this.#exporter.export(request);
  }

  cancel(): void {
    this.#exporter.cancel();
  }

  show(): Promise<Result<void>> {
    return this.#exporter.show();
  }

  open(): Promise<Result<void>> {
    return this.#exporter.open();
  }

  #context(vault: ReportVault): ReportContext {
    return {
      workspace: readSettings(vault).workspace,
      generatedBy: vault.actor,
      appVersion: this.#options.appVersion,
      now: this.#options.now(),
      unsent: this.#options.unsent?.() ?? 0,
      rules: this.#options.rules?.() ?? NOTHING_IN_FORCE,
    };
  }

  async #change(
    decide: (settings: ReportSettings) => Result<Partial<ReportSettings>>,
  ): Promise<Result<ReportsState>> {
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const committed = await vault.commit(() => {
      const changes = decide(readSettings(vault));
      return changes.ok ? ok(settingDrafts(vault, changes.value)) : changes;
    });
    return committed.ok ? this.settings() : committed;
  }
}

/** @returns the first invalid part of the filter */
const filterProblem = ({ scope }: ReportRequest): string | null =>
  scope.kind === 'filter' ? (parseFilter(scope.filter).problems[0] ?? null) : null;
