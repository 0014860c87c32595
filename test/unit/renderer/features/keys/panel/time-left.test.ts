import { expect, it } from 'vitest';
import { timeLeftText } from '../../../../../../renderer/features/keys/panel/time-left';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

it.each([
  [7 * 24 * HOUR, '7 days'],
  [26 * HOUR + 5 * MINUTE, '1 day 2 hrs'],
  [24 * HOUR + 5 * MINUTE, '1 day'],
  [4 * HOUR + 11 * MINUTE + 1, '4 hrs 12 mins'],
  [59 * MINUTE + 1, '1 hr'],
  [5 * MINUTE + 1, '6 mins'],
  [5 * MINUTE, '5 mins'],
  [65_000, '1 min 5 secs'],
  [1, '1 sec'],
  [0, ''],
  [-1, ''],
])('shows %i ms as “%s”', (ms, text) => {
  expect(timeLeftText(ms, 'en-GB')).toBe(text);
});
