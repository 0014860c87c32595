import { execFile, execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { harmless } from '../../../electron/reports/formats/csv';
import {
  bytesOf,
  documentOf,
  HOSTILE_NAMES,
  HOSTILE_RECORDS,
  parseCsv,
  request,
  sourceOfRecords,
} from '../../support/report-parts';
import { temporaryDirectory } from '../../support/test-vault';

const run = promisify(execFile);

const hasLibreOffice = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Comma, double quote, UTF-8, from the first line, values as shown; `-1`: every sheet in a file of its own. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

/** Opens files as a person's LibreOffice would, and saves what it understood as CSV. */
async function readByLibreOffice(directory: string, files: string[]): Promise<string> {
  const { stdout, stderr } = await run(
    'soffice',
    [
      `-env:UserInstallation=file://${directory}/profile`,
      '--headless',
      '--infilter=CSV:44,34,76,1',
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

describe.skipIf(!hasLibreOffice)('LibreOffice (skipped where soffice is not installed)', () => {
  it('reads CSV and XLSX as they were meant: names as text, dates as dates, nothing calculated', async () => {
    const directory = await temporaryDirectory();
    const source = sourceOfRecords(HOSTILE_RECORDS);
    const columns = ['name', 'integration', 'createdAt', 'scopes'];
    const options = { ...request().options, about: false };
    const write = async (name: string, format: 'csv' | 'xlsx') => {
      const path = join(directory, name);
      await writeFile(path, await bytesOf(await documentOf(source, { format, columns, options })));
      return path;
    };
    const files = [await write('plain.csv', 'csv'), await write('book.xlsx', 'xlsx')];
    const said = await readByLibreOffice(directory, files);
    expect(said).not.toMatch(/error|repair|corrupt/i);
    const read = async (name: string) => {
      const text = await readFile(join(directory, 'read', name), 'utf8');
      return parseCsv(text.replaceAll(/\r?\n/g, '\r\n'));
    };
    const plain = await read('plain-plain.csv');
    expect(plain[0]).toEqual(['API Key Name', 'Integration', 'Created Date (UTC)', 'Access Scope']);
    expect(plain.slice(1).map(([name]) => name)).toEqual(HOSTILE_NAMES.map(harmless));
    const book = await read('book-API key inventory.csv');
    expect(book.slice(1).map(([name]) => name)).toEqual(HOSTILE_NAMES);
    for (const [, , createdAt, scopes] of book.slice(1)) {
      expect(createdAt).toBe('2026-11-23 09:12:00');
      expect(scopes).toBe('contacts:write, conversations:read');
    }
    const about = await read('book-About.csv');
    expect(about.map(([label]) => label)).toContain('SHA-256 of the data');
  }, 120_000);
});
