import { zipSync } from 'fflate';
import { bytesOf, documentOf, request, sourceOfRecords } from '../../support/report-parts';
import { columnsOf } from '../../../shared/reports/columns';
import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { keysIn } from '../../unit/electron/transfer/read-keys';
import type { FuzzTarget } from '../target';
import { holdsSame } from '../target';
import { importAll } from './import-parts';

const PROPERTY =
  'a file is refused by name, or imported without a key here gaining anything or the page seeing a secret; what is new comes back from a report as it is';

const WORDS = [
  'name',
  'scopes',
  'expires',
  'status',
  'secret',
  'allowed ips',
  'Billing',
  'Leaked',
  'CRM sync (Zoho)',
  'active',
  'never',
  'any',
  'contacts:write',
  '*',
  '10.0.0.0/7',
  '31/12/2027',
  '2027-12-31',
  '::/0',
  '"',
  '# Ownchat',
  'sep=;',
  'null',
  'TRUE',
  '46000',
  '1e3',
];

export const csv: FuzzTarget = {
  name: 'csv',
  property: PROPERTY,
  words: [...WORDS, '\n', ',', ';', '\t', '""', '\r\n'],
  check: async (input) => comesBack(await importAll(input, 'keys.csv'), 'csv'),
};

export const json: FuzzTarget = {
  name: 'json',
  property: PROPERTY,
  words: [...WORDS, '[', '{', '"name":', ',', '}\n{'],
  check: async (input) => comesBack(await importAll(input, 'keys.json'), 'json'),
};

/** The parts of a workbook as text, each after a line with its path; or the bytes of a zip file. */
export const xlsx: FuzzTarget = {
  name: 'xlsx',
  property: PROPERTY,
  words: [
    ...WORDS,
    '<c t="s"><v>0</v></c>',
    '<row>',
    '</row>',
    't="inlineStr"',
    'r="XFD1048576"',
    '<!DOCTYPE x>',
  ],
  async check(input) {
    await importAll(input, 'keys.xlsx');
    const workbook = workbookOf(input.toString());
    if (workbook) await importAll(workbook, 'keys.xlsx');
  },
};

function workbookOf(text: string): Buffer | null {
  const parts = [...text.matchAll(/^=== (\S{1,200})\n([^]*?)(?=^=== |$(?![^]))/gm)];
  if (parts.length === 0) return null;
  const files = parts.map(([, path = '', content = '']) => [path, Buffer.from(content)] as const);
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }));
}

async function comesBack(records: readonly ApiKeyRecord[], format: 'csv' | 'json'): Promise<void> {
  if (records.length === 0 || records.length > 20) return;
  const columns = columnsOf('inventory').map(({ id }) => id);
  const options = { ...request().options, about: true };
  const report = await documentOf(sourceOfRecords(records), { format, columns, options });
  const rows = await keysIn(await bytesOf(report));
  const told = rows.map(({ fields, carried, enabled }) => ({
    id: carried?.id,
    ...fields,
    enabled,
  }));
  const wanted = records.map((record) =>
    Object.fromEntries(
      Object.keys(told[0] ?? {}).map((name) => [name, Reflect.get(record, name) as unknown]),
    ),
  );
  holdsSame(byId(told), byId(wanted), 'what comes back from a report');
}

const byId = (keys: readonly { id?: unknown }[]) =>
  keys.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
