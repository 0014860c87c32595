import { describe, expect, it } from 'vitest';
import { createFormats } from '../../../../../renderer/ui/text/formats';

const { past, future, day, list } = createFormats('en-GB');
/** Local noon, so that no time zone moves a day. */
const NOW = new Date(2026, 10, 23, 12).getTime();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('relative times', () => {
  it.each([
    [20_000, 'now'],
    [2 * MINUTE, '2 min ago'],
    [HOUR, '1 hr ago'],
    [DAY, 'yesterday'],
    [3 * DAY, '3 days ago'],
    [60 * DAY, '2 mo ago'],
    [400 * DAY, '19 Oct 2025'],
  ])('%i ms back', (age, text) => {
    expect(past(NOW - age, NOW)).toBe(text);
  });

  it.each([
    [30 * MINUTE, 'in 30 min'],
    [5 * HOUR, 'in 5 hr'],
    [DAY, 'tomorrow'],
    [6 * DAY, 'in 6 days'],
    [90 * DAY, 'in 90 days'],
    [155 * DAY, 'in 5 mo'],
    [365 * DAY, 'in 1 yr'],
    [-DAY, '22 Nov 2026'],
  ])('%i ms ahead', (left, text) => {
    expect(future(NOW + left, NOW)).toBe(text);
  });

  it('names today and yesterday', () => {
    expect([day(NOW - HOUR, NOW), day(NOW - DAY, NOW), day(NOW - 2 * DAY, NOW)]).toEqual([
      'today',
      'yesterday',
      '21 Nov 2026',
    ]);
  });

  it('lists', () => {
    expect(list(['contacts', 'messages', 'tags'])).toBe('contacts, messages and tags');
    expect(list(['contacts', 'messages'], 'unit')).toBe('contacts, messages');
  });
});
