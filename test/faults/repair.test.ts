import { cp, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RepairService } from '../../electron/vault/session/repair-service';
import type { Fault } from '../support/faulty-file-system';
import { FaultyFileSystem } from '../support/faulty-file-system';
import { failureOf, newKey, valueOf } from '../support/sample-keys';
import { keysOf, closeWithoutSnapshot, recordsOf, smallVault } from '../support/small-vault';
import { sessionOn, temporaryDirectory } from '../support/test-vault';

const FAULTS: Fault[] = ['ENOSPC', 'EIO', 'EACCES', 'EPERM', 'half', 'short'];

/** Copies of a vault with a truncated `vault.json` and an activity without its first line. */
async function damagedVaults() {
  const original = join(await temporaryDirectory(), 'original');
  const { states, recoveryCode, session } = await smallVault(original);
  valueOf(await session.vault!.snapshot());
  valueOf(await keysOf({ ...sessionOn(original), session }).create(newKey({ name: 'Last' })));
  const records = recordsOf(session.vault!.keys);
  await closeWithoutSnapshot(session.vault);
  const vault = join(original, 'vault.json');
  await truncate(vault, Math.floor((await readFile(vault)).length / 2));
  expect(states.length).toBeGreaterThan(3);
  const open = async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    await cp(original, directory, { recursive: true, preserveTimestamps: true });
    const faulty = new FaultyFileSystem();
    const world = sessionOn(directory, { fs: faulty.fs });
    const care = new RepairService({ ...world, chooseFolder: async () => null });
    return { directory, faulty, care, session: world.session };
  };
  return { open, records, proof: { method: 'recovery-code', code: recoveryCode } as const };
}

describe('a failing call while a damaged vault is repaired', () => {
  it('the failure is specific, nothing is lost, and another repair restores everything', async () => {
    const { open, records, proof } = await damagedVaults();
    for (const fault of FAULTS) {
      for (let n = 1; ; n += 1) {
        const { faulty, care, session, directory } = await open();
        valueOf(await care.find(proof));
        const before = faulty.calls.length;
        faulty.breakAt(n, fault);
        const used = await care.use();
        const wasReached = faulty.calls.length - before >= n;
        faulty.mend();
        if (!used.ok) {
          const named = ['write-failed', 'vault-changed-on-disk', 'vault-unreadable'];
          expect(named, `${fault} at ${n}`).toContain(failureOf(used).code);
          // The call may fail after the repair: then the vault opens, else the repair is repeated.
          const state = await session.state();
          if (state.kind === 'locked') valueOf(await session.unlock(proof));
          else {
            valueOf(await care.find(proof));
            valueOf(await care.use());
          }
        }
        expect(recordsOf(session.vault!.keys), `${fault} at ${n}`).toEqual(records);
        expect(faulty.usesAfterFailedSync).toEqual([]);
        await session.lock();
        const later = sessionOn(directory).session;
        valueOf(await later.unlock(proof));
        expect(later.vault?.isReadOnly).toBe(false);
        expect(recordsOf(later.vault!.keys)).toEqual(records);
        if (!wasReached) break;
      }
    }
  });

  it('a kill at any call leaves a vault that can be repaired without a loss', async () => {
    const { open, records, proof } = await damagedVaults();
    for (let n = 1; ; n += 1) {
      const { faulty, care, directory } = await open();
      valueOf(await care.find(proof));
      const before = faulty.calls.length;
      // As after a kill, nothing reaches the disk any more.
      faulty.breakAt(n, 'EIO', true);
      await care.use();
      const wasReached = faulty.calls.length - before >= n;
      const world = sessionOn(directory);
      const state = await world.session.state();
      if (state.kind === 'locked') valueOf(await world.session.unlock(proof));
      else {
        const again = new RepairService({ ...world, chooseFolder: async () => null });
        valueOf(await again.find(proof));
        valueOf(await again.use());
      }
      expect(recordsOf(world.session.vault!.keys), `killed at ${n}`).toEqual(records);
      if (!wasReached) break;
    }
  });
});
