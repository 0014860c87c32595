import { useCallback, useEffect, useState } from 'react';
import type { BackupSummary } from '../../../shared/vault/repair';
import type { BackupComparison } from '../../../shared/transfer/transfer';
import { bridge, listen } from '../../bridge/bridge';

/**
 * A backup and the changes that restoring it would make: null while they are computed, `damaged`
 * when it cannot be read.
 */
export interface KnownBackup extends BackupSummary {
  comparison: BackupComparison | 'damaged' | null;
}

/** The backups, compared one by one with the present vault. Null until the list has arrived. */
export function useBackups(): { backups: KnownBackup[] | null; readAgain: () => void } {
  const [round, setRound] = useState(0);
  const [backups, setBackups] = useState<KnownBackup[] | null>(null);
  const readAgain = useCallback(() => setRound((last) => last + 1), []);
  useEffect(() => listen('keys:changed', readAgain), [readAgain]);
  useEffect(() => {
    const looking = { at: round };
    void readAll((known) => {
      if (looking.at === round) setBackups(known);
      return looking.at === round;
    });
    return () => {
      looking.at = -1;
    };
  }, [round]);
  return { backups, readAgain };
}

/**
 * @param show receives a new list at each step, and returns whether the component is still mounted
 */
async function readAll(show: (known: KnownBackup[]) => boolean): Promise<void> {
  const listed = await bridge.backups.list();
  let known: KnownBackup[] = (listed.ok ? listed.value : []).map((backup) => ({
    ...backup,
    comparison: null,
  }));
  if (!show(known)) return;
  for (const [index, backup] of known.entries()) {
    const compared = await bridge.backups.compare({ name: backup.name });
    const comparison = compared.ok ? compared.value : 'damaged';
    known = known.with(index, { ...backup, comparison });
    if (!show(known)) return;
  }
}
