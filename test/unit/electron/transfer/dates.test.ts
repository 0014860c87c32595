import { describe, expect, it } from 'vitest';
import {
  dateIn,
  instantOf,
  isNever,
  ordersOf,
} from '../../../../electron/transfer/cells/cell-dates';
import type { DateOrder } from '../../../../shared/transfer/transfer';

const read = (text: string, order: DateOrder = 'dmy', isUtc = false): string | null => {
  const date = dateIn(text, order);
  return date && instantOf(date, isUtc);
};
const endOf = (year: number, month: number, day: number) =>
  new Date(year, month - 1, day, 23, 59, 59, 999).toISOString();

describe('a date without a time', () => {
  it.each([
    ['2027-12-04', 'mdy'],
    ['2027/12/4', 'mdy'],
    ['2027.12.04', 'mdy'],
    ['20271204', 'mdy'],
    ['2027年12月4日', 'mdy'],
    ['04.12.2027', 'dmy'],
    ['4.12.27', 'dmy'],
    ['4. 12. 2027', 'dmy'],
    ['04/12/2027', 'dmy'],
    ['12/4/2027', 'mdy'],
    ['12/4/27', 'mdy'],
    ['12-04-2027', 'mdy'],
    ['27-12-04', 'ymd'],
    ['27/12/04', 'ymd'],
    ['4-Dec-27', 'mdy'],
    ['4 December 2027', 'mdy'],
    ['December 4, 2027', 'dmy'],
    ['Dec. 4th, 2027', 'dmy'],
    ['Saturday, December 4, 2027', 'dmy'],
    ['4. Dezember 2027', 'mdy'],
    ['Samstag, 4. Dezember 2027', 'mdy'],
    ['4 déc. 2027', 'mdy'],
    ['4 de diciembre de 2027', 'mdy'],
    ['4 декабря 2027', 'mdy'],
    ['2027 December 4', 'mdy'],
    ['０４．１２．２０２７', 'dmy'],
    ['\u00a04.12.2027\u00a0', 'dmy'],
    ['٤/١٢/٢٠٢٧', 'dmy'],
  ] as const)('means the end of that day in the local zone: %s', (text, order) => {
    expect(read(text, order)).toBe(endOf(2027, 12, 4));
  });

  it.each([
    '31.02.2027',
    '2027-13-01',
    '31/31/2027',
    'soon',
    '46388',
    '1.79E+12',
    '',
    '4.12',
    '0/0/0',
  ])('is invalid when there is no such day: %s', (text) => {
    for (const order of ['dmy', 'mdy', 'ymd'] as const) expect(read(text, order)).toBeNull();
  });
});

describe('a date with a time', () => {
  it.each([
    ['2027-01-31T10:20:30.123Z', '2027-01-31T10:20:30.123Z'],
    ['2027-01-31T10:20:30.1234567+01:00', '2027-01-31T09:20:30.123Z'],
    ['2027-01-31 10:20:30 UTC', '2027-01-31T10:20:30.000Z'],
    ['2027-01-31T10:20:30-0530', '2027-01-31T15:50:30.000Z'],
    ['Sun, 31 Jan 2027 10:20:30 GMT', '2027-01-31T10:20:30.000Z'],
    ['1801391030', '2027-01-31T10:23:50.000Z'],
    ['1801391030123', '2027-01-31T10:23:50.123Z'],
    ['/Date(1801391030123)/', '2027-01-31T10:23:50.123Z'],
    ['20270131T102030Z', '2027-01-31T10:20:30.000Z'],
  ])('and a zone is that instant: %s', (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it.each([
    ['2027-01-31 10:20', [10, 20, 0, 0]],
    ['31.01.2027 10:20:30', [10, 20, 30, 0]],
    ['31/01/2027, 10:20:30 PM', [22, 20, 30, 0]],
    ['31/01/2027 12:05 AM', [0, 5, 0, 0]],
    ['2027-01-31T10:20:30.5', [10, 20, 30, 500]],
  ] as const)('and no zone is local: %s', (text, [h, m, s, ms]) => {
    expect(read(text)).toBe(new Date(2027, 0, 31, h, m, s, ms).toISOString());
  });

  it('is in UTC where the column says so', () => {
    expect(read('2027-01-31 10:20:30', 'dmy', true)).toBe('2027-01-31T10:20:30.000Z');
  });

  it.each(['2027-01-31 25:00', '2027-01-31 10:61', '31/01/2027 13:00 PM'])(
    'is invalid when there is no such time: %s',
    (text) => expect(read(text)).toBeNull(),
  );
});

describe('the date order of a column', () => {
  it.each([
    [['04.12.2027', '31.01.2028'], 'mdy', ['dmy']],
    [['12/31/2027', '1/5/2028'], 'dmy', ['mdy']],
    [['1/5/2028', '5/1/2028'], 'mdy', ['mdy', 'dmy']],
    [['1/5/2028', '5/1/2028'], 'ymd', ['dmy', 'mdy']],
    [['1.5.2028'], 'mdy', ['dmy', 'mdy']],
    [['27/12/31', '27/12/04'], 'ymd', ['ymd', 'dmy']],
    [['27/12/31', '27/12/04'], 'mdy', ['dmy', 'ymd']],
    [['2027-12-31', ''], 'mdy', ['ymd']],
    [['4 Dec 2027', 'never'], 'mdy', ['ymd']],
    [['12/31/2027', '12/30/2027', '31/12/2027'], 'dmy', ['mdy']],
    [['hello', ''], 'dmy', null],
    [[...Array.from({ length: 60 }, () => 'never'), '12/31/2027'], 'dmy', ['mdy']],
  ] as const)('is detected from all of its values: %j', (values, usual, orders) => {
    expect(ordersOf(values, usual)).toEqual(orders);
  });
});

it('only explicit words mean that a key has no expiry', () => {
  for (const word of ['never', 'Never', 'no expiry', 'No expiration', 'unlimited']) {
    expect(isNever(word)).toBe(true);
  }
  for (const word of ['', '-', 'null', 'none', 'n/a', '0', 'NaT'])
    expect(isNever(word)).toBe(false);
});
