import { strFromU8, unzipSync } from 'fflate';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { ReportRequest } from '../../shared/reports/report';
import { FIRST_REQUEST } from '../../shared/reports/report';
import { buildReport } from '../../electron/reports/content/build-report';
import { writeCsv } from '../../electron/reports/formats/csv';
import { writeCalendar } from '../../electron/reports/formats/ics';
import { writeHtml } from '../../electron/reports/formats/html';
import { writeJson, writeNdjson } from '../../electron/reports/formats/json';
import type { Sink } from '../../electron/reports/formats/sink';
import { writeXlsx } from '../../electron/reports/formats/xlsx';
import { Pacer } from '../../electron/reports/pacer';
import type { ReportDocument } from '../../electron/reports/content/report-content';
import type { ReportSource } from '../../electron/reports/content/report-source';
import type { ActivityWalk } from '../../electron/vault/activity/verify-chain';
import type { ArchiveWalk } from '../../electron/vault/activity/verify-archives';
import { someRecord } from './sample-keys';

/** The result of verifying an empty activity. */
export const NO_ACTIVITY = {
  verdict: { kind: 'whole' },
  first: 1,
  last: 0,
  tag: '',
  end: null,
  archived: { events: 0, first: null, bad: [] },
} satisfies ActivityWalk & { archived: Omit<ArchiveWalk, 'isCancelled'>; end: null };

const REPORT_NOW = Date.parse('2026-11-24T12:00:00.000Z');

export const CONTEXT = {
  workspace: 'Acme GmbH & Co.',
  generatedBy: 'tester',
  appVersion: '1.2.3',
  now: REPORT_NOW,
};

/** A report request with the given changes. */
export const request = (changes: Partial<ReportRequest> = {}): ReportRequest => ({
  ...FIRST_REQUEST,
  format: 'csv',
  period: { kind: 'all' },
  ...changes,
});

/** Names that imitate markup or formulas, or are hard to encode. */
export const HOSTILE_NAMES = [
  '=HYPERLINK("http://x","click")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\u00a0=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  '\u202e=1+1',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style></title><b>x',
  '&amp; &lt; "quoted", and \'single\'',
  '\u202egnp.exe',
  'مزامنة جهات الاتصال',
  'ग्राहक संदेश सेवा',
  '客户消息同步服务',
  '🤖 Order bot 👩‍💻',
  'x'.repeat(80),
  '_x0041_ escaped',
  'semi;colon, comma | pipe',
  'e\u0301 composed',
];

export const HOSTILE_RECORDS: ApiKeyRecord[] = HOSTILE_NAMES.map((name, index) =>
  someRecord(index + 1, {
    name,
    integration: name,
    note: `${name}\nsecond line\t${name}`,
    lastUsedAt: index % 2 === 0 ? '2026-01-02T03:04:05.678Z' : null,
    expiresAt: index % 3 === 0 ? '2027-01-01T00:00:00.000Z' : null,
    allowedIps: ['10.0.0.0/8', '2001:db8::/32'],
  }),
);

/** A source of keys with an empty activity. */
export const sourceOfRecords = (records: readonly ApiKeyRecord[]): ReportSource => ({
  keys: () => records.map((record) => ({ record, sealedSecret: {} })),
  walkActivity: async () => ({
    verdict: { kind: 'whole' },
    first: 1,
    last: 0,
    tag: '',
    end: null,
    archived: { events: 0, first: null, bad: [] },
  }),
});

export const documentOf = (
  source: ReportSource,
  changes: Partial<ReportRequest> = {},
): Promise<ReportDocument> => buildReport(source, request(changes), CONTEXT, new Pacer());

/** A report as the bytes of its file; a PDF as the document it is printed from. */
export async function bytesOf(report: ReportDocument): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const sink: Sink = async (piece) => void pieces.push(Buffer.from(piece));
  if (report.format === 'csv') await writeCsv(report, sink);
  else if (report.format === 'json') await writeJson(report, sink);
  else if (report.format === 'ndjson') await writeNdjson(report, sink);
  else if (report.format === 'ics') await writeCalendar(report, sink);
  else if (report.format === 'xlsx') await writeXlsx(report, sink);
  else await writeHtml(report, '', 'screen', sink);
  return Buffer.concat(pieces);
}

/** Everything readable in a report: a workbook unzipped, the lines of a calendar unfolded. */
export async function textOf(report: ReportDocument): Promise<string> {
  const bytes = await bytesOf(report);
  if (report.format === 'ics') return bytes.toString('utf8').replaceAll('\r\n ', '');
  if (report.format !== 'xlsx') return bytes.toString('utf8');
  return Object.values(unzipSync(bytes))
    .map((file) => strFromU8(file))
    .join('\n');
}

/** The records of a CSV text, field by field (RFC 4180). */
export function parseCsv(text: string, delimiter = ','): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (isQuoted) {
      if (sign !== '"') field += sign;
      else if (text[at + 1] === '"') field += text[(at += 1)];
      else isQuoted = false;
    } else if (sign === '"' && field === '') isQuoted = true;
    else if (sign === delimiter) {
      fields.push(field);
      field = '';
    } else if (sign === '\r' && text[at + 1] === '\n') {
      records.push([...fields, field]);
      fields = [];
      field = '';
      at += 1;
    } else field += sign;
  }
  return records;
}
