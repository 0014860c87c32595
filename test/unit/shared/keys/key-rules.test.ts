import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewApiKey } from '../../../../shared/keys/api-key';
import { apiKeyRecordSchema } from '../../../../shared/keys/api-key';
import type { RuleContext } from '../../../../shared/keys/key-rules';
import { checkKeyFields } from '../../../../shared/keys/key-rules';
import {
  INTEGRATION_LENGTH,
  MAX_ALLOWED_IPS,
  NAME_LENGTH,
  NOTE_LENGTH,
} from '../../../../shared/keys/key-limits';
import { visibleForm, nameIdentity } from '../../../../shared/keys/name-identity';
import { newKey, someRecord } from '../../../support/sample-keys';

const NOW = Date.parse('2026-11-23T09:12:00.000Z');
const context = (options: Partial<RuleContext> = {}): RuleContext => ({
  now: NOW,
  isNameTaken: () => false,
  ...options,
});

const check = (fields: Partial<NewApiKey>, options?: Partial<RuleContext>) =>
  checkKeyFields(fields, context(options));
const problemsOf = (fields: Partial<NewApiKey>, options?: Partial<RuleContext>) =>
  check(fields, options).problems;

describe('the name', () => {
  it('is required, and spaces are none', () => {
    expect(problemsOf({ name: ' \t ' })).toEqual([{ field: 'name', problem: 'required' }]);
  });

  it('is measured in characters: eighty emoji are eighty', () => {
    expect(problemsOf({ name: '🔑'.repeat(80) })).toEqual([]);
    expect(problemsOf({ name: '🔑'.repeat(81) })).toEqual([{ field: 'name', problem: 'too-long' }]);
  });

  it('is trimmed before it is measured, and may have 80 characters', () => {
    const name = 'n'.repeat(NAME_LENGTH);
    expect(check({ name: `  ${name}  ` })).toEqual({ fields: { name }, problems: [] });
    expect(problemsOf({ name: `${name}n` })).toEqual([{ field: 'name', problem: 'too-long' }]);
  });

  it('is kept in NFC', () => {
    expect(check({ name: 'Cafe\u0301' }).fields.name).toBe('Caf\u00e9');
  });

  it.each([
    ['a NUL', 'a\u0000b'],
    ['a tab', 'a\tb'],
    ['a line feed', 'a\nb'],
    ['a C1 control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', 'a\udc00'],
  ])('may not hold %s', (_what, name) => {
    expect(problemsOf({ name })).toEqual([{ field: 'name', problem: 'control-characters' }]);
  });

  it('may hold what people call things: other scripts, emoji of several code points', () => {
    for (const name of ['Ключ', '鍵', 'مفتاح', '👩🏽‍💻 bot', 'a & <b> "c"', '=SUM(1)']) {
      expect(problemsOf({ name })).toEqual([]);
    }
  });

  it('is refused when another key has it', () => {
    const taken = { isNameTaken: (name: string) => name === 'Zapier' };
    expect(problemsOf({ name: ' Zapier ' }, taken)).toEqual([{ field: 'name', problem: 'taken' }]);
    expect(problemsOf({ name: 'Zapier 2' }, taken)).toEqual([]);
  });

  it('tells keys apart neither by case nor by compatibility form', () => {
    expect(nameIdentity('ＺＡＰＩＥＲ')).toBe(nameIdentity('zapier'));
    expect(nameIdentity('ﬁle')).toBe(nameIdentity('FILE'));
    expect(nameIdentity('Caf\u00c9')).toBe(nameIdentity('cafe\u0301'));
    expect(nameIdentity('ΟΔΟΣ')).toBe(nameIdentity('οδοσ'));
    expect(nameIdentity('Zapier')).not.toBe(nameIdentity('Zapier 2'));
  });

  it('has an identity that is its own identity, in any case it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const identity = nameIdentity(name);
        expect(nameIdentity(identity)).toBe(identity);
        expect(nameIdentity(name.toLowerCase())).toBe(identity);
        expect(nameIdentity(name.toUpperCase())).toBe(identity);
        expect(nameIdentity(name.normalize('NFC'))).toBe(identity);
        expect(nameIdentity(name.normalize('NFD'))).toBe(identity);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a name that is chosen here', () => {
  const chosen = (name: string) => checkKeyFields({ name }, context({ isNameChosen: true }));
  const refused = [{ field: 'name', problem: 'control-characters' }];

  it.each([
    ['a zero-width space', 'Zo\u200bho'],
    ['a word joiner', 'Zo\u2060ho'],
    ['a byte order mark', 'Zo\ufeffho'],
    ['a soft hyphen', 'Zo\u00adho'],
    ['a right-to-left override', 'invoice\u202egpj'],
    ['an isolate', '\u2066Zoho\u2069'],
    ['a direction mark', 'Zoho\u200f'],
    ['an Arabic letter mark', 'Zoho\u061c'],
    ['a Hangul filler', 'Zo\u3164ho'],
    ['a Hangul jamo filler', '\u115fZoho'],
    ['a halfwidth Hangul filler', 'Zoho\uffa0'],
    ['an interlinear annotation', 'Zo\ufff9ho'],
    ['tags', 'Zoho\u{e0041}\u{e0042}'],
    ['a joiner between Latin letters', 'Zo\u200dho'],
    ['a non-joiner between Latin letters', 'Zo\u200cho'],
    ['a variation selector after a letter', 'Z\ufe0foho'],
    ['two joiners in a row', '\u0915\u094d\u200d\u200d'],
    ['nothing to be seen', '\u3164'],
    ['nothing but a combining mark', '\u0301'],
  ])('may not hold %s', (_what, name) => {
    expect(chosen(name).problems).toEqual(refused);
    // Existing values of a vault or an endpoint are accepted.
    expect(problemsOf({ name })).toEqual([]);
  });

  it.each([
    ['emoji of several people', '👩‍❤️‍💋‍👨 team'],
    ['an emoji with a tone', '👩🏽‍💻 bot'],
    ['a keycap', 'Line 1️⃣'],
    ['a flag made of tags', '🏴󠁧󠁢󠁳󠁣󠁴󠁿 Scotland'],
    ['the flag of two emoji', '🏳️‍🌈'],
    ['Devanagari with a joiner', 'क्‍ष'],
    ['Malayalam that ends in a joiner', 'അവന്‍'],
    ['Bengali with a joiner', 'র‍্যাব'],
    ['Persian with a non-joiner', 'می‌خواهم'],
    ['Persian with a vowel mark before it', 'مِ‌ن'],
    ['Mongolian with a variant', 'ᠠ᠋ᠨ'],
    ['a variant of a Han character', '葛󠄀城'],
    ['an Arabic number sign', '\u0600 12'],
  ])('may hold %s', (_what, name) => {
    expect(chosen(name)).toEqual({ fields: { name: name.normalize('NFC') }, problems: [] });
  });

  it('has one space where several blanks were typed, as the window shows it', () => {
    expect(chosen(' A \u00a0\u3000B\u2800').fields.name).toBe('A B');
    expect(check({ name: 'A  B' }).fields.name).toBe('A  B');
  });

  it('is always distinguishable by its visible form, and can be typed', () => {
    const hidden = fc.constantFrom(
      ...Array.from('\u200b\u200c\u200d\u2060\u202e\u2066\ufeff\u00ad\u3164\u115f\u{e0041}'),
    );
    const blanks = fc.constantFrom(' ', '  ', '\u00a0', '\u2800', '\u3000 ');
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
      hidden,
      blanks,
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const name = parts.join('');
        const { fields, problems } = chosen(name);
        expect(nameIdentity(fields.name ?? '')).toBe(nameIdentity(name));
        expect(nameIdentity(`${name}\u200b`)).toBe(nameIdentity(name));
        expect(visibleForm(visibleForm(name))).toBe(visibleForm(name));
        if (problems.length > 0) return;
        expect(visibleForm(fields.name ?? '')).not.toBe('');
        expect(chosen(fields.name ?? '')).toEqual({ fields, problems });
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the name of another key when nothing that is seen tells them apart', () => {
    for (const other of [
      'Zo\u200bho',
      'Zoho\u3164',
      '\u202eZOHO',
      ' zo\u00adho ',
      'Ｚｏｈｏ\ufe0f',
    ]) {
      expect(nameIdentity(other)).toBe(nameIdentity('Zoho'));
    }
    expect(nameIdentity('A \u00a0 B')).toBe(nameIdentity('A B'));
    expect(nameIdentity('A B')).not.toBe(nameIdentity('AB'));
  });
});

describe('integration and note', () => {
  it('are trimmed, kept in NFC, and may be empty', () => {
    expect(check({ integration: ' e\u0301 ', note: ' e\u0301\r\nb ' })).toEqual({
      fields: { integration: '\u00e9', note: '\u00e9\nb' },
      problems: [],
    });
    expect(problemsOf({ integration: '', note: '' })).toEqual([]);
  });

  it('have their lengths', () => {
    expect(
      problemsOf({
        integration: 'i'.repeat(INTEGRATION_LENGTH + 1),
        note: 'n'.repeat(NOTE_LENGTH + 1),
      }),
    ).toEqual([
      { field: 'integration', problem: 'too-long' },
      { field: 'note', problem: 'too-long' },
    ]);
  });

  it('may hold line feeds and tabs in the note only', () => {
    expect(problemsOf({ note: 'a\n\tb' })).toEqual([]);
    expect(problemsOf({ integration: 'a\nb' })).toEqual([
      { field: 'integration', problem: 'control-characters' },
    ]);
    for (const note of ['a\u0000b', 'a\rb', 'a\u001bb', 'a\u007fb', 'a\ud800']) {
      expect(problemsOf({ note })).toEqual([{ field: 'note', problem: 'control-characters' }]);
    }
  });
});

describe('the expiry', () => {
  it.each([
    ['2026-11-23T09:12:00.001Z', '2026-11-23T09:12:00.001Z'],
    ['2027-01-01T00:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['2028-02-29T12:00:00.5Z', '2028-02-29T12:00:00.500Z'],
    ['2126-11-23T09:12:00.000Z', '2126-11-23T09:12:00.000Z'],
  ])('may be %s', (text, expiresAt) => {
    expect(check({ expiresAt: text })).toEqual({ fields: { expiresAt }, problems: [] });
  });

  it('may be none', () => {
    expect(check({ expiresAt: null })).toEqual({ fields: { expiresAt: null }, problems: [] });
  });

  it.each([
    ['2026-02-31T00:00:00.000Z', 'not-a-date'],
    ['2027-02-29T00:00:00.000Z', 'not-a-date'],
    ['2027-13-01T00:00:00.000Z', 'not-a-date'],
    ['2027-01-01T24:00:00.000Z', 'not-a-date'],
    ['2027-01-01T25:00:00.000Z', 'not-a-date'],
    ['2027-01-01T00:00:00.000', 'not-a-date'],
    ['2027-01-01T00:00:00+02:00', 'not-a-date'],
    ['2027-01-01', 'not-a-date'],
    ['+002027-01-01T00:00:00.000Z', 'not-a-date'],
    ['tomorrow', 'not-a-date'],
    ['', 'not-a-date'],
    ['2026-11-23T09:12:00.000Z', 'in-the-past'],
    ['1999-01-01T00:00:00.000Z', 'in-the-past'],
    ['2126-11-23T09:12:00.001Z', 'too-far'],
    ['9999-12-31T23:59:59.999Z', 'too-far'],
  ])('may not be %j: %s', (expiresAt, problem) => {
    expect(check({ expiresAt })).toEqual({
      fields: { expiresAt },
      problems: [{ field: 'expiresAt', problem }],
    });
  });
});

describe('the scopes', () => {
  it('are at least one, and known', () => {
    expect(problemsOf({ scopes: [] })).toEqual([{ field: 'scopes', problem: 'required' }]);
    for (const scope of ['galaxies:read', 'reports:write', 'contacts', '']) {
      expect(problemsOf({ scopes: ['tags:read', scope] })).toEqual([
        { field: 'scopes', problem: 'unknown' },
      ]);
    }
  });

  it('are normalised', () => {
    expect(check({ scopes: ['tags:write', 'bots:read', 'tags:read'] }).fields.scopes).toEqual([
      'bots:read',
      'tags:write',
    ]);
  });

  it('keep an unknown scope of the key, and grant no other', () => {
    const kept = { keptScopes: ['galaxies:read'] };
    expect(problemsOf({ scopes: ['galaxies:read', 'tags:read'] }, kept)).toEqual([]);
    expect(problemsOf({ scopes: ['galaxies:write'] }, kept)).toEqual([
      { field: 'scopes', problem: 'unknown' },
    ]);
  });
});

describe('the allowed addresses', () => {
  it('are written in one form, once each, and empty lines do not count', () => {
    expect(
      check({ allowedIps: [' 203.0.113.7/24 ', '', '203.0.113.0/24', '2001:DB8::/32', '  '] }),
    ).toEqual({ fields: { allowedIps: ['203.0.113.0/24', '2001:db8::/32'] }, problems: [] });
    expect(check({ allowedIps: [] }).problems).toEqual([]);
  });

  it('name the first that is none, cut to a length that can be shown', () => {
    const hostile = 'x'.repeat(1_000);
    expect(check({ allowedIps: ['10.0.0.1', ` ${hostile} `] })).toEqual({
      fields: { allowedIps: ['10.0.0.1', hostile] },
      problems: [{ field: 'allowedIps', problem: 'not-an-address', value: 'x'.repeat(64) }],
    });
  });

  it('are at most a hundred different ones', () => {
    const many = Array.from({ length: MAX_ALLOWED_IPS + 1 }, (_, number) => `10.0.0.${number}`);
    expect(problemsOf({ allowedIps: many })).toEqual([
      { field: 'allowedIps', problem: 'too-many' },
    ]);
    expect(problemsOf({ allowedIps: [...many.slice(1), '10.0.0.1/32'] })).toEqual([]);
  });
});

describe('checkKeyFields', () => {
  it('checks only the given fields', () => {
    expect(check({})).toEqual({ fields: {}, problems: [] });
    expect(checkKeyFields({ enabled: false }, context())).toEqual({
      fields: { enabled: false },
      problems: [],
    });
  });

  it('finds one problem a field, in the order of the form, and does not change its input', () => {
    const input = newKey({
      name: '',
      integration: '\u0000',
      note: '\u0000',
      scopes: [],
      expiresAt: 'never',
      allowedIps: ['?'],
    });
    const before = structuredClone(input);
    expect(problemsOf(input).map(({ field }) => field)).toEqual([
      'name',
      'integration',
      'expiresAt',
      'scopes',
      'allowedIps',
      'note',
    ]);
    expect(input).toEqual(before);
  });

  it('lets through nothing that the record of a key could not hold, and its answer is settled', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.string({ unit: 'grapheme', maxLength: 100 }),
    );
    const anyKey = fc.record({
      name: text,
      integration: text,
      note: text,
      environment: fc.constantFrom('live' as const, 'test' as const),
      scopes: fc.array(fc.constantFrom('tags:read', 'tags:write', 'bots:read', 'x:read'), {
        maxLength: 4,
      }),
      expiresAt: fc.option(fc.date({ noInvalidDate: true }).map((date) => date.toISOString())),
      allowedIps: fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), text), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(anyKey, (input) => {
        const { fields, problems } = check(input);
        if (problems.length > 0) return;
        expect(apiKeyRecordSchema.safeParse(someRecord(1, fields)).success).toBe(true);
        expect(check(fields)).toEqual({ fields, problems: [] });
      }),
      { numRuns: 2_000 },
    );
  });
});
