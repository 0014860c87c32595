import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backupTimes } from '../../../../../renderer/features/transfer/backup-times';
import { createFormats } from '../../../../../renderer/ui/text/formats';

const formats = createFormats('en-GB');
const now = new Date(2026, 10, 29, 12).getTime();
const backup = (number: number, ...time: [number, number, number, number?]) => ({
  name: `vault-${number}.json`,
  savedAt: new Date(2026, 10, 29, ...time).toISOString(),
});
const timesOf = (backups: ReturnType<typeof backup>[]) => [
  ...backupTimes(backups, formats, now, (when, number) => `${when}, state ${number}`).values(),
];

it('tells backups apart that were kept in the same minute, or the same second', () => {
  expect(
    timesOf([
      backup(9, 11, 0, 3),
      backup(8, 10, 30, 41, 20),
      backup(7, 10, 30, 41, 10),
      backup(6, 10, 30, 2),
      backup(5, 9, 12, 0),
    ]),
  ).toEqual([
    'today, 11:00',
    'today, 10:30:41, state 8',
    'today, 10:30:41, state 7',
    'today, 10:30:02',
    'today, 09:12',
  ]);
});

it('calls no two the same, whenever they were kept', () => {
  const some = fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 10 });
  fc.assert(
    fc.property(some, (agos) => {
      const backups = agos.map((ago, number) => ({
        name: `vault-${number}.json`,
        savedAt: new Date(now - ago).toISOString(),
      }));
      expect(new Set(timesOf(backups)).size).toBe(backups.length);
    }),
  );
});
