import { execFile, execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../../../electron/reports/content/report-content';
import type { ReportKind, ReportRequest, Row } from '../../../../shared/reports/report';
import { REPORT_KINDS } from '../../../../shared/reports/report';
import { guardFormula } from '../../../../shared/lib/formula-guard';
import {
  bytesOf,
  documentOf,
  HOSTILE_NAMES,
  HOSTILE_RECORDS,
  parseCsv,
  request,
  sourceOfRecords,
} from '../../../support/report-parts';
import { temporaryDirectory } from '../../../support/test-vault';

const run = promisify(execFile);

const hasLibreOffice = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/**
 * Comma, double quote, UTF-8, from the first line, values as shown; `-1`: each sheet to its own
 * file.
 */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

/** Opens files in LibreOffice and saves them as CSV, with one start for all of them. */
async function readByLibreOffice(
  directory: string,
  files: string[],
  delimiter: ',' | ';',
): Promise<string> {
  const { stdout, stderr } = await run(
    'soffice',
    [
      `-env:UserInstallation=file://${directory}/profile`,
      '--headless',
      `--infilter=CSV:${delimiter.codePointAt(0)},34,76,1`,
      '--convert-to',
      AS_CSV,
      '--outdir',
      join(directory, 'read'),
      ...files,
    ],
    { timeout: 110_000 },
  );
  return stdout + stderr;
}

/** The records of a file, as LibreOffice read them. */
async function understood(directory: string, name: string): Promise<string[][]> {
  const text = await readFile(join(directory, 'read', name), 'utf8');
  return parseCsv(text.replace(/^\uFEFF/, '').replaceAll(/\r?\n/g, '\r\n'));
}

describe.skipIf(!hasLibreOffice)('LibreOffice (skipped where soffice is not installed)', () => {
  it('reads CSV and XLSX as intended: names as text, dates as dates, nothing calculated', async () => {
    const directory = await temporaryDirectory();
    const source = sourceOfRecords(HOSTILE_RECORDS);
    const columns = ['name', 'integration', 'createdAt', 'scopes'];
    const documents = new Map<ReportKind, ReportDocument>();
    const commas: string[] = [];
    const write = async (name: string, changes: Partial<ReportRequest>) => {
      const report = await documentOf(source, changes);
      documents.set(report.kind, report);
      const path = join(directory, name);
      await writeFile(path, await bytesOf(report));
      return path;
    };
    for (const kind of REPORT_KINDS) {
      const chosen = kind === 'inventory' ? { columns } : {};
      const options = { ...request().options, about: false };
      commas.push(
        await write(`plain-${kind}.csv`, { kind, format: 'csv', options, ...chosen }),
        await write(`book-${kind}.xlsx`, { kind, format: 'xlsx', ...chosen }),
      );
    }
    const options = { ...request().options, delimiter: ';' as const, bom: true };
    const marked = await write('marked.csv', { format: 'csv', options, columns });
    for (const said of [
      await readByLibreOffice(directory, commas, ','),
      await readByLibreOffice(directory, [marked], ';'),
    ]) {
      expect(said).not.toMatch(/error|repair|corrupt/i);
    }

    const head = ['API Key Name', 'Integration', 'Created Date (UTC)', 'Access Scope'];
    const plain = await understood(directory, 'plain-inventory-plain-inventory.csv');
    expect(plain[0]).toEqual(head);
    expect(plain.slice(1).map(([name]) => name)).toEqual(HOSTILE_NAMES.map(guardFormula));
    const book = await understood(directory, 'book-inventory-API key inventory.csv');
    expect(book[0]).toEqual(head);
    expect(book.slice(1).map(([name]) => name)).toEqual(HOSTILE_NAMES);
    for (const [, , createdAt, scopes] of book.slice(1)) {
      expect(createdAt).toBe('2026-11-23 09:12:00');
      expect(scopes).toBe('contacts:write, conversations:read');
    }
    // With about lines: the byte order mark is not part of the first field, and no field is split
    // at a comma.
    const semicolons = await understood(directory, 'marked-marked.csv');
    expect(semicolons[0]?.[0]).toBe('API key inventory');
    const table = semicolons.findIndex(([name]) => name === 'API Key Name');
    expect(semicolons[table]).toEqual(head);
    expect(semicolons.slice(table + 1).map(([name]) => name)).toEqual(
      HOSTILE_NAMES.map(guardFormula),
    );

    for (const [kind, report] of documents) {
      const title = report.title;
      const about = await understood(directory, `book-${kind}-About.csv`);
      expect(about.map(([label]) => label)).toContain('SHA-256 of the data');
      if (kind === 'inventory') continue;
      const rows: Row[] = [];
      await report.eachRows((more) => void rows.push(...more));
      for (const [file, shown] of [
        [`plain-${kind}-plain-${kind}.csv`, guardFormula],
        [`book-${kind}-${title}.csv`, (text: string) => text],
      ] as const) {
        const [heads = [], ...read] = await understood(directory, file);
        expect(heads, file).toEqual(report.columns.map(({ label }) => label));
        expect(read, file).toHaveLength(rows.length);
        for (const [index, { type }] of report.columns.entries()) {
          if (type !== 'text' && type !== 'level') continue;
          const written = rows.map((row) => row[index] ?? '');
          expect(
            read.map((fields) => fields[index]),
            file,
          ).toEqual(written.map((cell) => shown(String(cell))));
        }
      }
    }
  }, 240_000);
});
