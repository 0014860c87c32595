import type { BackupSummary } from '../../../shared/vault/repair';
import type { Formats } from '../../ui/text/formats';

/**
 * When each backup was kept, so that no two of them are called the same: `today, 09:12`; with seconds where two are of
 * one minute; with the number of the state, which no other has, where two are of one second.
 *
 * @param numbered writes the number of a state behind its time
 * @returns the text for each name
 */
export function backupTimes(
  backups: readonly Pick<BackupSummary, 'name' | 'savedAt'>[],
  { day, time, timeWithSeconds }: Pick<Formats, 'day' | 'time' | 'timeWithSeconds'>,
  now: number,
  numbered: (when: string, number: number) => string,
): Map<string, string> {
  const at = ({ savedAt }: { savedAt: string }) => Date.parse(savedAt);
  const finer: ((backup: (typeof backups)[number]) => string)[] = [
    (backup) => `${day(at(backup), now)}, ${time(at(backup))}`,
    (backup) => `${day(at(backup), now)}, ${timeWithSeconds(at(backup))}`,
    (backup) =>
      numbered(
        `${day(at(backup), now)}, ${timeWithSeconds(at(backup))}`,
        Number(/\d+/.exec(backup.name)?.[0]),
      ),
  ];
  const texts = new Map<string, string>();
  let alike = [...backups];
  for (const textOf of finer) {
    const counts = new Map<string, number>();
    for (const backup of alike) {
      texts.set(backup.name, textOf(backup));
      counts.set(textOf(backup), (counts.get(textOf(backup)) ?? 0) + 1);
    }
    alike = alike.filter((backup) => (counts.get(textOf(backup)) ?? 0) > 1);
  }
  return texts;
}
