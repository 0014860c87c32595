import { isDeepStrictEqual } from 'node:util';
import { chainStart } from '../../electron/vault/format/activity-line';
import { replayTail } from '../../electron/vault/activity/replay-tail';
import { VaultContent } from '../../electron/vault/state/vault-content';
import { unsealVaultFile } from '../../electron/vault/format/snapshot-file';
import { readSealedVault, vaultEnvironment } from '../support/open-vault-file';

/**
 * Replays the whole activity of a normally closed vault, and compares the resulting keys with the
 * snapshot.
 *
 * @returns the problems
 */
export async function compareActivityWithSnapshot(
  directory: string,
  recoveryCode: string,
): Promise<string[]> {
  const { fs, paths } = vaultEnvironment(directory);
  const { file, dataKey } = await readSealedVault(vaultEnvironment(directory), recoveryCode);
  const body = await unsealVaultFile(file, dataKey);
  if (!body) return ['the snapshot does not open'];
  const start = { sequence: 0, offset: 0, tag: chainStart(file.vaultId) };
  const { vaultId } = file;
  const { events, condition } = await replayTail(fs, paths.activity, start, vaultId, dataKey);
  if (condition !== 'whole') return [`the activity is ${condition}`];
  const replayed = new VaultContent();
  for (const event of events) replayed.apply(event);
  const fromSnapshot = new Map(body.keys.map((key) => [key.record.id, key]));
  const isSame = isDeepStrictEqual(new Map(replayed.keys), fromSnapshot);
  return isSame
    ? []
    : ['the activity, replayed from its start, does not give the keys of the snapshot'];
}
