import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportFormat } from '../../../shared/reports/report';
import { fileStemOf } from '../../lib/file-stem';
import { dayOf } from '../numbers';
import { checksumPath } from './report-checksum';

const MAX_COPIES = 99;

/**
 * The suggested file name of a report: `API key inventory 2026-11-24.pdf`. A calendar has no date in
 * its name: a newer one replaces it.
 */
export function fileNameOf(title: string, now: number, format: ReportFormat): string {
  const name = fileStemOf(title, 'report');
  if (format === 'ics') return `${name}.${format}`;
  return `${name} ${dayOf(new Date(now).toISOString())}.${format}`;
}

/** The path with the format's extension. */
export const withEnding = (path: string, format: ReportFormat): string =>
  path.toLowerCase().endsWith(`.${format}`) ? path : `${path}.${format}`;

/** A free path in a folder: `report.pdf`, `report (2).pdf`… */
export async function freePath(
  folder: string,
  name: string,
  format: ReportFormat,
): Promise<string> {
  const stem = name.slice(0, -(format.length + 1));
  for (let copy = 1; copy < MAX_COPIES; copy += 1) {
    const path = join(folder, copy === 1 ? name : `${stem} (${copy}).${format}`);
    // An existing checksum belongs to another file.
    if (!(await isThere(path)) && !(await isThere(checksumPath(path)))) return path;
  }
  return join(folder, name);
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
