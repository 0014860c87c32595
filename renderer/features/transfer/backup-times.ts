import type { BackupSummary } from '../../../shared/vault/repair';
import type { Formats } from '../../ui/text/formats';

/**
 * The time of each backup as a unique text: `today, 09:12`; with seconds if two are from the same
 * minute; with the sequence number if two are from the same second.
 *
 * @param numbered appends a sequence number to a time
 * @returns the text for each file name
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
