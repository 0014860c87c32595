import ICAL from 'ical.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiKeyRecord } from '../../../../../shared/keys/api-key';
import { bytesOf, CONTEXT, documentOf, sourceOfRecords } from '../../../../support/report-parts';
import { keyId, someRecord } from '../../../../support/sample-keys';

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(CONTEXT.now + days * DAY_MS).toISOString();

async function calendarOf(records: readonly ApiKeyRecord[]): Promise<string> {
  const asked = { kind: 'due-dates', format: 'ics' } as const;
  return (await bytesOf(await documentOf(sourceOfRecords(records), asked))).toString('utf8');
}

async function entriesOf(records: readonly ApiKeyRecord[]) {
  const calendar = new ICAL.Component(ICAL.parse(await calendarOf(records)));
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

describe('a calendar file', () => {
  it('has an entry for each expiry and each rotation, in UTC, the earliest first', async () => {
    const entries = await entriesOf([
      someRecord(1, { name: 'Late', expiresAt: inDays(300) }),
      someRecord(2, { name: 'Both', expiresAt: inDays(40), rotateEvery: 30 }),
      someRecord(3, { name: 'None' }),
      someRecord(4, { name: 'Disabled', enabled: false, expiresAt: inDays(3) }),
      someRecord(5, { name: 'Expired', expiresAt: inDays(-1) }),
      someRecord(6, { name: 'Expires before', expiresAt: inDays(5), rotateEvery: 90 }),
    ]);
    expect(entries.map(({ summary }) => summary)).toEqual([
      'API key expires: Expires before',
      'API key rotation due: Both',
      'API key expires: Both',
      'API key expires: Late',
    ]);
    expect(entries[0]?.startDate.toJSDate().toISOString()).toBe(inDays(5));
    expect(entries[0]?.startDate.zone).toBe(ICAL.Timezone.utcTimezone);
    expect(entries[0]?.uid).toBe(`${keyId(6)}-expiry@ownchat-keys`);
    expect(entries[1]?.uid).toBe(`${keyId(2)}-rotation@ownchat-keys`);
  });

  it('keeps the UID of an entry when its date and name change', async () => {
    const uids = async (fields: Partial<ApiKeyRecord>) =>
      (await entriesOf([someRecord(1, { rotateEvery: 7, ...fields })])).map(({ uid }) => uid);
    const before = await uids({ expiresAt: inDays(20) });
    expect(before).toHaveLength(2);
    expect(await uids({ expiresAt: inDays(200), name: 'Renamed' })).toEqual(before);
  });

  it('holds any name and owner as it is, but for control characters and secrets', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom('a\r\nATTACH:file:///etc/passwd', 'END:VEVENT', 'x;y,z\\n', 'é'.repeat(80)),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, owner) => {
        const [entry, ...others] = await entriesOf([
          someRecord(1, { name: `n${name}`, owner, expiresAt: inDays(9) }),
        ]);
        const kept = (text: string) =>
          text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, '');
        expect(others).toEqual([]);
        expect(entry?.summary).toBe(`API key expires: n${kept(name)}`);
        expect(entry?.component.getFirstPropertyValue('attach')).toBeNull();
        if (owner !== '') expect(entry?.description).toContain(`Owner: ${kept(owner)}`);
      }),
    );
  });

  it('folds lines at 75 bytes and ends each with CR LF', async () => {
    const name = '客户消息同步服务🤖'.repeat(8);
    const text = await calendarOf([someRecord(1, { name, expiresAt: inDays(9) })]);
    const lines = text.split('\r\n');
    expect(lines.pop()).toBe('');
    expect(lines.join('')).not.toMatch(/[\r\n]/);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\ufffd');
  });

  it('is valid without an entry', async () => {
    expect(await entriesOf([someRecord(1)])).toEqual([]);
  });

  it('reminds a week and a day before', async () => {
    const [entry] = await entriesOf([someRecord(1, { expiresAt: inDays(9) })]);
    const alarms = entry?.component.getAllSubcomponents('valarm') ?? [];
    expect(alarms.map((alarm) => String(alarm.getFirstPropertyValue('trigger')))).toEqual([
      '-P7D',
      '-P1D',
    ]);
  });
});
