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

/** More than this nobody turns the pages of, and Chromium takes minutes to lay them out. */
const MOST_PDF_ROWS = 20_000;
/** Most rows that a sheet has, its head included. */
const MOST_SHEET_ROWS = 1_048_576;

/** Formats in whose beginning the digest can be put when all else is written. */
const REWRITTEN = new Set<ReportFormat>(['csv', 'json', 'ndjson']);

/** What exporting needs of the world around it. */
export interface ExportParts {
  fs: FileSystem;
  /** `@font-face` rules with their fonts inside: loaded when first asked for */
  fontFaces(): Promise<string>;
  /** Prints a document; null when it could not. `footer` stands at the foot of each page. */
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
  /** takes the report instead of a file, once it is complete and recorded; the path is only a name for it then */
  to?: Sink;
  signal: AbortSignal;
  /** how many rows of how many have been worked through */
  onProgress?: (done: number, total: number) => void;
  /** who asked for it, where that was no person */
  origin?: 'schedule' | undefined;
  /** recorded together with the export */
  alsoRecord?: ReportDraft[];
}

/**
 * Makes a report and puts it in place, whole or not at all. The export is recorded in the activity when its content
 * is safe and before the file appears: a report that nobody knows of cannot come about.
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
    // A checksum is of the file from its beginning on, where the digest must stand already.
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

/** Makes a report of text in memory, records it, and hands it out: nobody gets a part of one that failed on the way. */
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

/** What can be known before the work is done: that the name is free and fits, and that there is a folder. */
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
 * Whether a checksum belongs to the report: when it was asked for, and when there is one of the file that is replaced,
 * which would be wrong from now on. In a new place a checksum is somebody else's.
 */
async function expectsChecksum(fs: FileSystem, { request, path, mode }: ExportOrder) {
  const place = checksumPath(path);
  if (request.options.checksum) {
    // Its name is longer: when that is too long, nothing needs to be begun.
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
  const most =
    format === 'pdf' ? MOST_PDF_ROWS : format === 'xlsx' ? MOST_SHEET_ROWS - 1 : Infinity;
  if (count > most) throw new ReportFault({ code: 'report-too-large', rows: count, most });
}

/**
 * A vault that is open for reading only, or stands where nothing may be written, can record nothing; its reports are wanted
 * all the more.
 *
 * @returns whether the export is recorded
 * @throws ReportFault when it could be, and was not
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
      // What makes workbooks is loaded when there is one to be made.
      return (await import('../formats/xlsx')).writeXlsx(report, sink);
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
