import type { FailureCode } from '../../../shared/lib/failure';
import type { ExportedReport, ReportFormat, ReportRequest } from '../../../shared/reports/report';
import { fail, ok } from '../../../shared/lib/result';
import type { Result } from '../../../shared/lib/result';
import { reportContentWords } from '../../../shared/words/en/report-content';
import type { ReportContext } from '../content/build-report';
import type { ExportParts } from './export-report';
import { fileNameOf, withEnding } from './file-names';
import { settingDrafts } from '../report-settings';
import type { ReportVault } from '../report-vault';

/** What the person's desktop does for reports. */
export interface ReportDesktop {
  /** Asks where to save; says itself when a file would be replaced. null: nowhere */
  chooseFile(suggestedName: string, format: ReportFormat): Promise<string | null>;
  /** Asks whether the file at a path may be replaced. */
  mayReplace(path: string): Promise<boolean>;
  chooseFolder(): Promise<string | null>;
  /** Shows a file in its folder. */
  show(path: string): void;
  /** @returns whether something opened it */
  open(path: string): Promise<boolean>;
}

/** How a report ended that its person may no longer have been waiting for. */
export type ReportOutcome = 'saved' | 'failed';

export interface ExporterOptions extends ExportParts {
  vault: () => ReportVault | null;
  now: () => number;
  desktop: ReportDesktop;
  /** null when it has ended, however it did */
  onProgress: (progress: { done: number; total: number } | null) => void;
  /** a long export has ended, or one that a schedule asked for */
  onEnded: (outcome: ReportOutcome) => void;
}

/** Whoever waits for longer than this has turned to something else. */
const LONG_MS = 10_000;

/** Whether somebody ended a report, so that there is nothing to tell and nothing failed. */
export const isCutShortBy = (code: FailureCode): boolean =>
  code === 'vault-locked' || code === 'report-cancelled';

/** Exports one report at a time to where a person said. Paths never come from the page. */
export class ReportExporter {
  readonly #options: ExporterOptions;
  readonly #contextOf: (vault: ReportVault) => ReportContext;
  #run: AbortController | null = null;
  /** what was exported last, to be shown or opened */
  #exported: string | null = null;

  constructor(options: ExporterOptions, contextOf: (vault: ReportVault) => ReportContext) {
    this.#options = options;
    this.#contextOf = contextOf;
  }

  get isBusy(): boolean {
    return this.#run !== null;
  }

  /** @returns null when the person chose no file */
  async export(request: ReportRequest): Promise<Result<ExportedReport | null>> {
    if (!this.#options.vault()) return fail({ code: 'vault-locked' });
    if (this.isBusy) return fail({ code: 'report-under-way' });
    const { format, kind } = request;
    const { desktop, now } = this.#options;
    const title = reportContentWords.kinds[kind].title;
    const chosen = await desktop.chooseFile(fileNameOf(title, now(), format), format);
    if (chosen === null) return ok(null);
    const path = withEnding(chosen, format);
    // The dialog has asked about the file that was named, not about one with another ending.
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

  /** Forgets what was exported, and gives up what is being exported. */
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
    // Where nothing opens files of this kind, its folder is the next best thing.
    if (!(await this.#options.desktop.open(path))) this.#options.desktop.show(path);
    return ok(undefined);
  }

  async #isThere(path: string): Promise<boolean> {
    return this.#options.fs.stat(path).then(
      () => true,
      () => false,
    );
  }

  /** Puts a report at a path. */
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
    // What makes reports is loaded with the first one.
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

/** A selection is gone when the page is; the rest is worth remembering. */
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
