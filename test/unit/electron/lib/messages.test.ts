import { afterEach, describe, expect, it } from 'vitest';
import {
  formatMoment,
  formatNumber,
  messagesIn,
  startMessages,
  t,
} from '../../../../electron/lib/messages';
import { pattern } from '../../../../electron/reports/content/pattern';

const LOOKS_LIKE_A_PLACE = [
  '$t(windowTitle)',
  '$t(windowTitle, {"lng": "x"})',
  '{{file}}',
  '{{name}}',
  '{{count, number}}',
  '__proto__',
  'constructor',
  'main:headless.help',
  '$&$1',
  '<b>&amp;',
];

afterEach(() => startMessages('en'));

describe('a message', () => {
  it.each(LOOKS_LIKE_A_PLACE)('has a value as it is: %s', (name) => {
    const asked = t('main:confirmations.more.message', { count: 1, name });
    expect(asked).toBe(`Give the API key “${name}” more access?`);
    expect(t('main:fileDialogs.report.replace', { file: name })).toBe(`“${name}” already exists.`);
    expect(pattern('{{a}}: {{name}}')({ a: name, name: 'x' })).toBe(`${name}: x`);
  });

  it('is of the first picture, of what follows it, or of the main process', () => {
    expect(t('windowTitle')).toBe('Ownchat Keys');
    expect(t('failures.unexpected.title')).toBe('Something went wrong in the app');
    expect(t('main:menu.quit')).toBe('Quit');
  });

  it('has numbers and times as its language writes them', () => {
    expect(formatNumber(12_345)).toBe('12,345');
    expect(formatMoment(Date.parse('2027-02-28T12:00:00'))).toBe('28 Feb 2027, 12:00');
    expect(t('main:report.unsent', { count: 12_345 })).toMatch(/^12,345 changes of/);
    expect(pattern('{{count, number}} keys')({ count: 12_345 })).toBe('12,345 keys');
  });

  it('keeps a place for which there is no value, so that it is seen', () => {
    const { evidence } = t('main:report', { returnObjects: true });
    expect(evidence.lastUsed).toBe('Last used on {{day}}.');
    expect(pattern('{{name}} and {{other}}')({ name: 'Zoho' })).toBe('Zoho and {{other}}');
  });
});

it('takes plural forms and numbers of another language from its words', () => {
  const main = {
    n: '{{count, number}}',
    keys_one: '{{count}} klucz',
    keys_few: '{{count}} klucze',
    keys_other: '{{count}} kluczy',
  };
  const polish = messagesIn('pl', { first: { locale: 'pl' }, later: {}, main });
  const say = polish.t as (key: string, values: object) => string;
  expect(say('main:n', { count: 12_345 })).toBe((12_345).toLocaleString('pl'));
  expect(say('main:keys', { count: 1 })).toBe('1 klucz');
  expect(say('main:keys', { count: 3 })).toBe('3 klucze');
  // A plural form without words of its own uses the general one.
  expect(say('main:keys', { count: 5 })).toBe('5 kluczy');
});
