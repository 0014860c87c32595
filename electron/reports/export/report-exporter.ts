import type { FailureCode } from '../../../shared/lib/failure';
import type { ExportedReport, ReportFormat, ReportRequest } from '../../../shared/reports/report';
import { fail, ok } from '../../../shared/lib/result';
import type { Result } from '../../../shared/lib/result';
import type { ReportContext } from '../content/build-report';
import type { ExportParts } from './export-report';
import { fileNameOf, withEnding } from './file-names';
import { settingDrafts } from '../report-settings';
import type { ReportVault } from '../report-vault';
import { t } from '../../lib/messages';

/** Desktop functions for reports. */
export interface ReportDesktop {
  /** Asks where to save, and confirms a replacement; null when cancelled */
  chooseFile(suggestedName: string, format: ReportFormat): Promise<string | null>;
  /** Asks whether to replace the file at a path. */
  mayReplace(path: string): Promise<boolean>;
  chooseFolder(): Promise<string | null>;
  /** Shows a file in its folder. */
  show(path: string): void;
  /** @returns whether a program opened it */
  open(path: string): Promise<boolean>;
}

/** The outcome of a report that the user may not have waited for. */
export type ReportOutcome = 'saved' | 'failed';

export interface ExporterOptions extends ExportParts {
  vault: () => ReportVault | null;
  now: () => number;
  desktop: ReportDesktop;
  /** null when the work has ended or failed */
  onProgress: (progress: { done: number; total: number } | null) => void;
  /** called after a long or scheduled export */
  onEnded: (outcome: ReportOutcome) => void;
}

/** After this time the user has probably turned to something else. */
const LONG_MS = 10_000;

/** Whether a report was cancelled, so that its failure is not reported. */
export const isCutShortBy = (code: FailureCode): boolean =>
  code === 'vault-locked' || code === 'report-cancelled';

/** Exports one report at a time to a path from the user's dialog. The page cannot name a path. */
export class ReportExporter {
  readonly #options: ExporterOptions;
  readonly #contextOf: (vault: ReportVault) => ReportContext;
  #run: AbortController | null = null;
  /** the last export, for showing or opening it */
  #exported: string | null = null;

  constructor(options: ExporterOptions, contextOf: (vault: ReportVault) => ReportContext) {
    this.#options = options;
    this.#contextOf = contextOf;
  }

  get isBusy(): boolean {
    return this.#run !== null;
  }

  /** @returns null when the user cancelled */
  async export(request: ReportRequest): Promise<Result<ExportedReport | null>> {
    if (!this.#options.vault()) return fail({ code: 'vault-locked' });
    if (this.isBusy) return fail({ code: 'report-under-way' });
    const { format, kind } = request;
    const { desktop, now } = this.#options;
    const title = t(`main:report.kinds.${kind}.title`);
    const chosen = await desktop.chooseFile(fileNameOf(title, now(), format), format);
    if (chosen === null) return ok(null);
    const path = withEnding(chosen, format);
    // The dialog confirmed the named file, not the one with an added extension.
    const mode = path === chosen ? 'replace' : 'create';
    let begun = now();
    let exported = await this.write({ request, path, mode, remember: true });
    if (!exported.ok && exported.failure.code === 'report-exists') {
      if (!(await desktop.mayReplace(exported.failure.path))) return ok(null);
      begun = now();
      exported = await this.write({ request, path, mode: 'replace', remember: true });
    }
    if (exported.ok) this.#exported = path;
    const isCutShort = !exported.ok && isCutShortBy(exported.failure.code);
    if (now() - begun >= LONG_MS && !isCutShort) {
      this.#options.onEnded(exported.ok ? 'saved' : 'failed');
    }
    return exported;
  }

  cancel(): void {
    this.#run?.abort();
  }

  /** Forgets the last export and cancels the running one. */
  end(): void {
    this.#run?.abort();
    this.#exported = null;
  }

  async show(): Promise<Result<void>> {
    const path = this.#exported;
    if (path === null || !(await this.#isThere(path)))
      return fail({ code: 'report-gone', path: path ?? '' });
    this.#options.desktop.show(path);
    return ok(undefined);
  }

  async open(): Promise<Result<void>> {
    const path = this.#exported;
    if (path === null || !(await this.#isThere(path)))
      return fail({ code: 'report-gone', path: path ?? '' });
    // Without a program for this format, its folder is shown instead.
    if (!(await this.#options.desktop.open(path))) this.#options.desktop.show(path);
    return ok(undefined);
  }

  async #isThere(path: string): Promise<boolean> {
    return this.#options.fs.stat(path).then(
      () => true,
      () => false,
    );
  }

  /** Writes a report to a path. */
  async write({
    request,
    path,
    mode,
    remember = false,
    origin,
  }: {
    request: ReportRequest;
    path: string;
    mode: 'create' | 'replace';
    remember?: boolean;
    origin?: 'schedule';
  }): Promise<Result<ExportedReport>> {
    // Imported with the first report.
    const { exportReport } = await import('./export-report');
    const vault = this.#options.vault();
    if (!vault) return fail({ code: 'vault-locked' });
    if (this.#run) return fail({ code: 'report-under-way' });
    const run = new AbortController();
    this.#run = run;
    try {
      return await exportReport(this.#options, vault, {
        request,
        context: this.#contextOf(vault),
        path,
        mode,
        signal: run.signal,
        origin,
        onProgress: throttled((done, total) => this.#options.onProgress({ done, total })),
        alsoRecord: remember ? settingDrafts(vault, { last: memorable(request) }) : [],
      });
    } finally {
      this.#run = null;
      this.#options.onProgress(null);
    }
  }
}

/** A selection ends with the page; the other choices are remembered. */
const memorable = (request: ReportRequest): ReportRequest =>
  request.scope.kind === 'selection' ? { ...request, scope: { kind: 'all' } } : request;

const TELL_EVERY_MS = 80;

function throttled(tell: (done: number, total: number) => void): typeof tell {
  let toldAt = 0;
  return (done, total) => {
    const now = performance.now();
    if (done < total && now - toldAt < TELL_EVERY_MS) return;
    toldAt = now;
    tell(done, total);
  };
}
