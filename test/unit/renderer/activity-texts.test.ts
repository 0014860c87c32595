import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  NO_CHOICES,
  filterOf,
  isChoosing,
} from '../../../renderer/features/activity/filter-choices';
import { sentenceOf, summaryOf, valueText } from '../../../renderer/features/activity/entry-text';
import { listItems } from '../../../renderer/features/activity/list-items';
import { hrefOf, parseAddress } from '../../../renderer/ui/hooks/page-address';
import { createFormats } from '../../../renderer/ui/text/formats';
import { startPageWords } from '../../support/page-words';
import type { ActivityEntry } from '../../../shared/activity/activity';

const formats = createFormats('en-GB');
const entry = (changes: Partial<ActivityEntry> = {}): ActivityEntry => ({
  sequence: 1,
  at: new Date(2026, 10, 23, 12, 0).toISOString(),
  actor: 'tester',
  origin: 'window',
  event: 'key.updated',
  key: null,
  changes: [],
  detail: null,
  ...changes,
});

beforeAll(async () => {
  await startPageWords();
});

describe('the words of an entry', () => {
  it('name a report without a reason, and whom a secret was encrypted to', () => {
    const text = (value: string | null) => valueText('compromised', value, i18next.t, formats);
    expect([text(null), text(''), text('in a log')]).toEqual(['none', 'Compromised', 'in a log']);
    const to = (recipient: string | null) =>
      entry({ event: 'secret.handed-over', detail: { kind: 'handed-over', recipient } });
    expect(summaryOf(to('age1abc'), i18next.t, formats)).toBe('to an age recipient');
    expect(sentenceOf(to('age1abc'), i18next.t, formats)).toBe('age1abc');
    expect(summaryOf(to(null), i18next.t, formats)).toBe('to a passphrase');
  });

  it('list the changed fields on one line', () => {
    const enabled = { field: 'enabled', before: true, after: false } as const;
    const name = { field: 'name', before: 'A', after: 'B' } as const;
    const text = (changes: ActivityEntry['changes']) =>
      summaryOf(entry({ changes }), i18next.t, formats);
    expect(text([enabled])).toBe('Disabled');
    expect(text([name, enabled])).toBe('Name, Status');
    expect(text([])).toBe('');
  });

  it('say how the vault was unlocked, or that it failed', () => {
    const method = { kind: 'method', method: 'passphrase' } as const;
    const unlocked = entry({ event: 'vault.unlocked', detail: method });
    expect(summaryOf(unlocked, i18next.t, formats)).toBe('with the passphrase');
    const failed = (count: number) =>
      entry({
        event: 'vault.unlock-failed',
        detail: {
          kind: 'attempts',
          count,
          firstAt: new Date(2026, 10, 22, 9, 12).toISOString(),
          lastAt: new Date(2026, 10, 23, 10, 0).toISOString(),
        },
      });
    expect(summaryOf(failed(2), i18next.t, formats)).toBe('2 wrong attempts');
    expect(sentenceOf(failed(1), i18next.t, formats)).toBe(
      'At 22 Nov 2026, 09:12, before this unlock.',
    );
    expect(sentenceOf(failed(2), i18next.t, formats)).toBe(
      'From 22 Nov 2026, 09:12 to 23 Nov 2026, 10:00, before this unlock.',
    );
    const wrong = entry({ event: 'vault.proof-failed', detail: method });
    expect(summaryOf(wrong, i18next.t, formats)).toBe('');
    expect(sentenceOf(wrong, i18next.t, formats)).toContain('A wrong passphrase');
    expect(sentenceOf(entry(), i18next.t, formats)).toBeNull();
  });

  it('format each value for display', () => {
    const text = (...[field, value]: [Parameters<typeof valueText>[0], unknown]) =>
      valueText(field, value as never, i18next.t, formats);
    expect(text('scopes', ['tags:read', 'odd'])).toBe('Tags: read, odd');
    expect(text('allowedIps', [])).toBe('any address');
    expect(text('expiresAt', null)).toBe('no expiry');
    expect(text('lastUsedAt', null)).toBe('none');
    expect(text('note', '')).toBe('none');
    expect(text('enabled', true)).toBe('Enabled');
    expect(text('environment', 'live')).toBe('Live');
    expect(text('expiresAt', new Date(2026, 10, 22, 9, 12).toISOString())).toBe(
      '22 Nov 2026, 09:12',
    );
    expect(text('name', undefined)).toBeNull();
    expect(text('name', '\u202Egnp')).toBe('\u202Egnp');
  });
});

describe('the list of entries', () => {
  it('has a heading for each day, also where the clock was set back', () => {
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
    const items = listItems([
      entry({ sequence: 4, at: at(23, 9) }),
      entry({ sequence: 3, at: at(24, 9) }),
      entry({ sequence: 2, at: at(23, 8) }),
      entry({ sequence: 1, at: at(23, 7) }),
    ]);
    expect(items.map(({ kind }) => kind)).toEqual([
      'day',
      'entry',
      'day',
      'entry',
      'day',
      'entry',
      'entry',
      'foot',
    ]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });
});

describe('the choices', () => {
  const now = new Date(2026, 10, 24, 15, 30).getTime();

  it('begin periods at a midnight of local time', () => {
    const since = (period: 'today' | 'week') =>
      filterOf({ ...NO_CHOICES, periods: new Set([period]) }, null, now).since;
    expect(since('today')).toBe(new Date(2026, 10, 24).toISOString());
    expect(since('week')).toBe(new Date(2026, 10, 18).toISOString());
    expect(filterOf(NO_CHOICES, 'id', now)).toMatchObject({ since: null, keyId: 'id', query: '' });
  });

  it('are some when there is one', () => {
    expect(isChoosing(NO_CHOICES)).toBe(false);
    expect(isChoosing({ ...NO_CHOICES, query: '  ' })).toBe(false);
    expect(isChoosing({ ...NO_CHOICES, query: 'x' })).toBe(true);
    expect(isChoosing({ ...NO_CHOICES, actors: new Set(['x']) })).toBe(true);
  });
});

describe('an address', () => {
  it('is read back as it was written, and any other text is rejected', () => {
    const several: Record<string, string>[] = [
      {},
      { key: 'a b&c=d#/?' },
      { check: 'unused', more: '' },
    ];
    for (const params of several) {
      expect(parseAddress(hrefOf('api-keys', params))).toEqual({ page: 'api-keys', params });
    }
    for (const hash of ['', '#', '#/', '#x', '#/UPPER', 'api-keys']) {
      expect(parseAddress(hash)).toEqual({ page: '', params: {} });
    }
  });
});
