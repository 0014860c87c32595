import { join } from 'node:path';
import { RepairService } from '../../electron/vault/session/repair-service';
import type { VaultWithHistory } from './vault-with-history';
import { YEAR_MS } from './vault-with-history';
import { valueOf } from './sample-keys';
import { PROOF, sessionOn } from './test-vault';

export type Opened = Pick<VaultWithHistory, 'session' | 'directory'>;

export const walkOf = async ({ session }: Opened) => valueOf(await session.vault!.activity.walk());

/** The numbers of all events in order, from archives and activity. */
export async function numbersOf({ session }: Opened): Promise<number[]> {
  const numbers: number[] = [];
  valueOf(
    await session.vault!.activity.walk({
      onEvents: (events) => {
        for (const { sequence } of events) numbers.push(sequence);
      },
    }),
  );
  return numbers;
}

export const numbersUpTo = (last: number): number[] =>
  Array.from({ length: last }, (_, index) => index + 1);

export async function archived(made: VaultWithHistory) {
  const archive = valueOf(await made.session.archiveActivity(made.clock.now - YEAR_MS));
  return { ...made, archive, path: join(made.directory, 'archive', archive.file) };
}

export async function reopened({ session, directory }: Opened) {
  await session.lock();
  const again = sessionOn(directory);
  valueOf(await again.session.unlock(PROOF));
  return { ...again, directory };
}

export async function recover(directory: string) {
  const again = { ...sessionOn(directory), directory };
  const care = new RepairService({ ...again, chooseFolder: async () => null });
  const preview = valueOf(await care.find(PROOF));
  valueOf(await care.use());
  return { ...again, preview };
}
