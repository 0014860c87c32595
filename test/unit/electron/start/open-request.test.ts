import { describe, expect, test } from 'vitest';
import { openRequestFrom } from '../../../../electron/start/open-request';

const ID = '01a20885-705b-70e3-b97a-a7d0cb324c23';
const from = (text: string) => openRequestFrom(text, '/home/me');

describe('links', () => {
  test('a key and a page can be shown', () => {
    expect(from(`ownchat-keys://key/${ID}`)).toEqual({ kind: 'key', id: ID });
    expect(from(`ownchat-keys://keys/${ID}`)).toEqual({ kind: 'key', id: ID });
    expect(from(`OWNCHAT-KEYS://Key/${ID.toUpperCase()}/`)).toEqual({ kind: 'key', id: ID });
    expect(from('ownchat-keys://page/security-check')).toEqual({
      kind: 'page',
      page: 'security-check',
    });
  });

  test.each([
    `ownchat-keys:key/${ID}`,
    `ownchat-keys:///key/${ID}`,
    `ownchat-keys://key/${ID}?reveal=1`,
    `ownchat-keys://key/${ID}#x`,
    `ownchat-keys://key/${ID}/delete`,
    'ownchat-keys://keys/security-check',
    `ownchat-keys://user@key/${ID}`,
    `ownchat-keys://key:80/${ID}`,
    'ownchat-keys://key/00000000-0000-4000-8000-000000000000',
    'ownchat-keys://key/%2e%2e',
    'ownchat-keys://page/../main',
    'ownchat-keys://page/javascript:alert(1)',
    'ownchat-keys://page/Activity',
    'ownchat-keys://page/',
    'ownchat-keys://unlock/passphrase',
    'ownchat-keys://',
    'ownchat-keys:',
    `ownchat-keys://key/${ID}\n--no-sandbox`,
    `ownchat-keys://page/${'a'.repeat(5000)}`,
    'https://example.com/keys.csv?x',
  ])('%#: not every text is a link', (text) => {
    expect(from(text)).toBeNull();
  });
});

describe('files', () => {
  test('what can be imported, however it is written', () => {
    expect(from('a b.CSV')).toEqual({ kind: 'file', path: '/home/me/a b.CSV' });
    expect(from('/x/y.ownchat-vault')).toEqual({ kind: 'file', path: '/x/y.ownchat-vault' });
    expect(from('file:///x/a%20b.json')).toEqual({ kind: 'file', path: '/x/a b.json' });
    expect(from('file://localhost/x/a.csv')).toEqual({ kind: 'file', path: '/x/a.csv' });
  });

  test.each([
    '',
    'notes.md',
    'csv',
    '--output=x.csv',
    'file://server/share/a.csv',
    'file:///x/%00.csv',
    'file:///x/%2fy.csv',
    'a\u0000.csv',
    `${'a'.repeat(5000)}.csv`,
  ])('%#: not every text is a file', (text) => {
    expect(from(text)).toBeNull();
  });
});
