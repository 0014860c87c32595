import type { DueKind } from '../../../shared/keys/due-dates';
import type { ReportDocument } from '../content/report-content';
import type { Sink } from './sink';
import { t } from '../../lib/messages';

/** Length limit of a line in bytes, without its end (RFC 5545, section 3.1). */
const LINE_BYTES = 75;

/** Days before a date at which a calendar reminds of it. */
const ALARM_DAYS = [7, 1];

/**
 * Writes due dates as a calendar (RFC 5545). An entry keeps its UID in every file, so that an
 * import of a newer file moves it. Times are in UTC: a calendar shows them in its own zone.
 */
export async function writeCalendar(report: ReportDocument, sink: Sink): Promise<void> {
  const aboutOf = (id: string) => report.about.find((line) => line.id === id)?.value ?? '';
  const made = utc(aboutOf('generatedAt'));
  const name = `${report.title} – ${aboutOf('workspace')}`;
  await sink(
    lines([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Ownchat//Ownchat Keys//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      `NAME:${text(name)}`,
      `X-WR-CALNAME:${text(name)}`,
    ]),
  );
  const places = new Map(report.columns.map(({ id }, place) => [id, place]));
  const labels = new Map(report.columns.map(({ id, label }) => [id, label]));
  await report.eachRows((rows) => {
    const entries = rows.map((row) => {
      const valueOf = (id: string) => String(row[places.get(id) ?? -1] ?? '');
      return lines(entry(valueOf, labels, made));
    });
    return sink(entries.join(''));
  });
  await sink(lines(['END:VCALENDAR']));
}

/** @param made when the file was made, as a UTC time of the calendar */
function entry(
  valueOf: (id: string) => string,
  labels: ReadonlyMap<string, string>,
  made: string,
): string[] {
  const dueId = valueOf('dueId');
  const kind: DueKind = dueId.endsWith('-rotation') ? 'rotation' : 'expiry';
  const summary = text(t(`main:report.calendar.${kind}`, { name: valueOf('name') }));
  const about = ['hint', 'environment', 'integration', 'owner']
    .filter((id) => valueOf(id) !== '')
    .map((id) => `${labels.get(id)}: ${valueOf(id)}`);
  return [
    'BEGIN:VEVENT',
    `UID:${dueId}@ownchat-keys`,
    `DTSTAMP:${made}`,
    `DTSTART:${utc(valueOf('dueAt'))}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${text(about.join('\n'))}`,
    `URL:ownchat-keys://key/${valueOf('id')}`,
    'CLASS:CONFIDENTIAL',
    'TRANSP:TRANSPARENT',
    ...ALARM_DAYS.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:-P${days}D`,
      `DESCRIPTION:${summary}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** An RFC 3339 instant as a UTC time of a calendar: `20261203T225959Z`. */
const utc = (instant: string): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** A text value (section 3.3.11). Other control characters are not allowed in it. */
const text = (value: string): string =>
  value
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n?|\n/g, String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, '');

/** Ends each line, and folds a long one between characters. */
function lines(contents: readonly string[]): string {
  let folded = '';
  for (const content of contents) {
    let bytes = 0;
    for (const character of content) {
      const size = Buffer.byteLength(character);
      if (bytes + size > LINE_BYTES) {
        folded += '\r\n ';
        bytes = 1;
      }
      folded += character;
      bytes += size;
    }
    folded += '\r\n';
  }
  return folded;
}
