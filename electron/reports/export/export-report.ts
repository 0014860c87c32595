import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { writeStreamDurably } from '../../platform/disk/durable-stream';
import type { FileSystem } from '../../platform/disk/file-system';
import { systemErrorCode } from '../../platform/disk/file-system';
import { expectFile } from '../../platform/disk/regular-file';
import { reportFailure } from '../../platform/disk/report-failure';
import type { Failure } from '../../../shared/lib/failure';
import type { ExportedReport, ReportFormat, ReportRequest } from '../../../shared/reports/report';
import { assertNever, fail, ok } from '../../../shared/lib/result';
import type { Result } from '../../../shared/lib/result';
import type { ReportContext } from '../content/build-report';
import { buildReport } from '../content/build-report';
import { writeCsv } from '../formats/csv';
import { writeCalendar } from '../formats/ics';
import { writeHtml } from '../formats/html';
import { writeJson, writeNdjson } from '../formats/json';
import type { Rewrite, Sink } from '../formats/sink';
import { noRewrite } from '../formats/sink';
import { removePartialFiles } from './partial-files';
import { Pacer } from '../pacer';
import { checksumPath, placeChecksum } from './report-checksum';
import type { ReportDocument } from '../content/report-content';
import type { ReportDraft, ReportVault } from '../report-vault';
import { ReportFault, sourceOf } from '../report-vault';

/** Chromium takes minutes to lay out more, and a longer document is not read page by page. */
const MAX_PDF_ROWS = 20_000;
/** Row limit of a sheet, header included. */
const MAX_SHEET_ROWS = 1_048_576;

/** Formats whose digest is inserted after the rest was written. */
const REWRITTEN = new Set<ReportFormat>(['csv', 'json', 'ndjson']);

/** The dependencies of exporting. */
export interface ExportParts {
  fs: FileSystem;
  /** `@font-face` rules with embedded fonts, loaded on first use */
  fontFaces(): Promise<string>;
  /** Prints a document; null on failure. `footer` is repeated on each page. */
  print(
    html: readonly string[],
    footer: { left: string; right: string },
    signal: AbortSignal,
  ): Promise<Uint8Array | null>;
}

export interface ExportOrder {
  request: ReportRequest;
  context: ReportContext;
  path: string;
  mode: 'create' | 'replace';
  /** receives the complete, recorded report instead of a file; the path is then only a name */
  to?: Sink;
  signal: AbortSignal;
  /** rows processed and rows in all */
  onProgress?: (done: number, total: number) => void;
  /** set when a schedule rather than the user started it */
  origin?: 'schedule' | undefined;
  /** events to commit together with the export's */
  alsoRecord?: ReportDraft[];
}

/**
 * Makes a report and puts it in place atomically. The export is recorded after its content is
 * durable and before the file appears, so that no report exists unrecorded.
 */
export async function exportReport(
  parts: ExportParts,
  vault: ReportVault,
  order: ExportOrder,
): Promise<Result<ExportedReport>> {
  if (order.to) return giveReport(parts, vault, order, order.to);
  const { request, path, mode, signal } = order;
  let settleChecksum: ((isPlaced: boolean) => Promise<void>) | undefined;
  let isPlaced = false;
  let isRecorded = false;
  try {
    await expectRoom(parts.fs, path, mode);
    const hasChecksum = await expectsChecksum(parts.fs, order);
    const pacer = new Pacer(signal);
    // A checksum covers the file from its start, so the digest must be known before writing.
    const isRewritten = !hasChecksum && REWRITTEN.has(request.format);
    const report = await buildReport(
      sourceOf(vault),
      request,
      order.context,
      pacer,
      order.onProgress,
      isRewritten ? 'on-the-way' : 'before',
    );
    expectSize(report);
    const hash = hasChecksum ? createHash('sha256') : undefined;
    await writeStreamDurably(
      parts.fs,
      path,
      mode,
      (sink, rewrite) => writeAs(parts, report, sink, isRewritten ? rewrite : noRewrite, signal),
      async () => {
        if (hash) settleChecksum = await placeChecksum(parts.fs, path, mode, hash.digest('hex'));
        signal.throwIfAborted();
        isRecorded = await recordExport(vault, report, order);
      },
      hash,
      () => (isPlaced = true),
    );
    await removePartialFiles(parts.fs, dirname(path), order.context.now);
    return ok({
      path,
      count: report.count,
      dataSha256: report.dataSha256,
      isRecorded,
    });
  } catch (error) {
    return fail(failureOf(error, path, signal));
  } finally {
    await settleChecksum?.(isPlaced).catch(() => undefined);
  }
}

/** Makes a text report in memory, records it, and outputs it: a failed report outputs nothing. */
async function giveReport(
  parts: ExportParts,
  vault: ReportVault,
  order: ExportOrder,
  to: Sink,
): Promise<Result<ExportedReport>> {
  const { request, context, path, signal } = order;
  try {
    const pacer = new Pacer(signal);
    const source = sourceOf(vault);
    const report = await buildReport(source, request, context, pacer, order.onProgress, 'before');
    const pieces: Buffer[] = [];
    await writeAs(
      parts,
      report,
      async (piece) => {
        pieces.push(Buffer.from(piece));
      },
      noRewrite,
      signal,
    );
    signal.throwIfAborted();
    const isRecorded = await recordExport(vault, report, order);
    for (const piece of pieces) await to(piece);
    const { count, dataSha256 } = report;
    return ok({ path, count, dataSha256, isRecorded });
  } catch (error) {
    return fail(failureOf(error, path, signal));
  }
}

function failureOf(error: unknown, path: string, signal: AbortSignal): Failure {
  if (error instanceof ReportFault) return error.failure;
  if (signal.aborted) return { code: 'report-cancelled' };
  return reportFailure(path, error);
}

/** Checks before the work that the name is valid and free, and that the folder exists. */
async function expectRoom(fs: FileSystem, path: string, mode: 'create' | 'replace'): Promise<void> {
  try {
    expectFile(await fs.stat(path));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return;
    throw error;
  }
  if (mode === 'create') throw new ReportFault({ code: 'report-exists', path });
}

/**
 * Whether to write a checksum: when requested, or when the replaced file has one, which would
 * become wrong. Beside a new file an existing checksum belongs to another file.
 */
async function expectsChecksum(fs: FileSystem, { request, path, mode }: ExportOrder) {
  const place = checksumPath(path);
  if (request.options.checksum) {
    // The checksum's name is longer; fail before the work if it is too long.
    await expectRoom(fs, place, mode);
    return true;
  }
  const isThere = await fs.stat(place).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isThere && mode === 'create') throw new ReportFault({ code: 'report-exists', path: place });
  return isThere;
}

function expectSize({ format, count }: ReportDocument): void {
  const most = format === 'pdf' ? MAX_PDF_ROWS : format === 'xlsx' ? MAX_SHEET_ROWS - 1 : Infinity;
  if (count > most) throw new ReportFault({ code: 'report-too-large', rows: count, most });
}

/**
 * A read-only vault cannot record the export, but its reports must stay possible.
 *
 * @returns whether the export was recorded
 * @throws ReportFault when recording failed in a writable vault
 */
async function recordExport(
  vault: ReportVault,
  report: ReportDocument,
  { path, origin, alsoRecord = [] }: ExportOrder,
): Promise<boolean> {
  if (vault.isReadOnly) return false;
  const recorded = await vault.commit(
    () =>
      ok([
        {
          event: 'report.exported',
          keyId: null,
          change: {
            report: report.kind,
            format: report.format,
            file: basename(path),
            filter: report.about.find(({ id }) => id === 'filter')?.value ?? '',
            count: report.count,
            dataSha256: report.dataSha256,
          },
        },
        ...alsoRecord,
      ]),
    origin,
  );
  if (recorded.ok) return true;
  const { failure } = recorded;
  if (failure.code === 'write-failed' && failure.problem === 'no-permission') return false;
  throw new ReportFault(failure);
}

async function writeAs(
  parts: ExportParts,
  report: ReportDocument,
  sink: Sink,
  rewrite: Rewrite,
  signal: AbortSignal,
): Promise<void> {
  switch (report.format) {
    case 'csv':
      return writeCsv(report, sink, rewrite);
    case 'json':
      return writeJson(report, sink, rewrite);
    case 'ndjson':
      return writeNdjson(report, sink, rewrite);
    case 'xlsx':
      // Imported on demand, only for workbooks.
      return (await import('../formats/xlsx')).writeXlsx(report, sink);
    case 'ics':
      return writeCalendar(report, sink);
    case 'html':
      return writeHtml(report, await parts.fontFaces(), 'screen', sink);
    case 'pdf': {
      const html: string[] = [];
      await writeHtml(report, await parts.fontFaces(), 'paper', async (piece) => {
        html.push(String(piece));
      });
      const workspace = report.about.find(({ id }) => id === 'workspace')?.value ?? '';
      const generatedAt = report.about.find(({ id }) => id === 'generatedAt')?.value ?? '';
      const footer = { left: `${workspace} · ${report.title}`, right: generatedAt.slice(0, 10) };
      const pdf = await parts.print(html, footer, signal);
      signal.throwIfAborted();
      if (pdf === null) throw new ReportFault({ code: 'report-not-printed' });
      return sink(pdf);
    }
    default:
      return assertNever(report.format);
  }
}
