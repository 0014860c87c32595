import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  gainsIn,
  keyInWords,
  unreadableInWords,
} from '../../../../../renderer/features/transfer/candidate-text';
import { createFormats } from '../../../../../renderer/ui/text/formats';
import { startPageWords } from '../../../../support/page-words';
import { RESOURCES, levelsOf } from '../../../../../shared/keys/scopes';
import type { ImportCandidate, ShownKey } from '../../../../../shared/transfer/transfer';

beforeAll(async () => {
  await startPageWords();
});

const formats = createFormats('en-GB');
const key = (scopes: string[]): ShownKey => ({
  name: 'A',
  integration: '',
  note: '',
  environment: 'live',
  scopes,
  enabled: true,
  expiresAt: null,
  allowedIps: [],
  owner: '',
  tags: [],
  rotateEvery: null,
});
const words = (scopes: string[]) => keyInWords(key(scopes), i18next.t, formats, 0);
const everything = RESOURCES.map((each) => `${each}:${levelsOf(each).at(-1)}`);
const writes = everything.filter((scope) => scope.endsWith(':write'));
const reads = RESOURCES.filter((each) => levelsOf(each).includes('read')).map(
  (each) => `${each}:read`,
);

describe('the scopes of a key of a file', () => {
  it('list unknown ones besides full access', () => {
    expect(words([...everything, '*'])).toMatch(/^\*, Full access ·/);
  });

  it.each(['*:read', 'galaxies:read'])(
    'are told with what is not known, beside reading everything: %s',
    (scope) => {
      expect(words([...reads, scope])).toContain(scope.replace(':read', ''));
      expect(words([...reads, scope])).toContain('Reads everything');
    },
  );

  it('are full access where the table shows it', () => {
    expect(words(writes)).toContain('Full access');
  });

  it('that cannot be read are told apart, as kept and granting nothing', () => {
    expect(unreadableInWords(key(['contacts:read', 'galaxies:read']), i18next.t)).toBeNull();
    expect(unreadableInWords(key(['*', 'contacts:*', 'contacts:read']), i18next.t)).toBe(
      'It has permissions this app does not know: *, contacts:*. They are kept and grant nothing.',
    );
  });
});

describe('the scopes that a key here gets besides', () => {
  const gains = (scopes: string[], added: string[]) => {
    const candidate: ImportCandidate = {
      index: 0,
      line: null,
      name: 'A',
      status: 'differs',
      differences: ['scopes'],
      problems: [],
      choices: ['skip', 'replace'],
      renamed: null,
      hasSecret: false,
      added: null,
      current: null,
      replaced: key(scopes),
      moreAccess: [{ field: 'scopes', added }],
      broken: { added: [], replaced: [] },
      past: null,
    };
    return gainsIn(candidate, 'replace', i18next.t, formats);
  };

  it('are called full access where the key has that then', () => {
    expect(gains(writes, writes.slice(1))).toEqual(['It gets full access.']);
  });

  it('are listed when one of them is unknown', () => {
    expect(gains([...everything, '*'], ['*'])).toEqual(['It also gets *.']);
  });
});
