import { join } from 'node:path';
import { newKey, valueOf } from './sample-keys';
import { keysOf } from './small-vault';
import type { TestSession } from './test-vault';
import { createdVault, temporaryDirectory } from './test-vault';

export const YEAR_MS = 365 * 86_400_000;

export interface VaultWithHistory extends TestSession {
  directory: string;
  recoveryCode: string;
  /** how many events are older than a year, and not needed by any backup */
  oldEvents: number;
}

/**
 * An open vault with some keys from two years ago, and enough changes since for no backup to be
 * that old.
 *
 * @param directory its folder; default: a temporary one
 */
export async function vaultWithHistory(
  options: Parameters<typeof createdVault>[1] & { directory?: string } = {},
): Promise<VaultWithHistory> {
  const directory = options.directory ?? join(await temporaryDirectory(), 'vault');
  const present = Date.parse('2026-11-23T09:12:00.000Z');
  const made = await createdVault(directory, {
    ...options,
    clock: { now: present - 2 * YEAR_MS },
  });
  const keys = keysOf(made);
  for (let number = 1; number <= 5; number += 1) {
    valueOf(await keys.create(newKey({ name: `Old ${number}` })));
  }
  const oldEvents = made.session.vault!.activity.end.sequence;
  made.clock.now = present;
  for (let number = 1; number <= 12; number += 1) {
    valueOf(await keys.create(newKey({ name: `New ${number}` })));
    valueOf(await made.session.vault!.snapshot());
  }
  return { ...made, directory, oldEvents };
}
