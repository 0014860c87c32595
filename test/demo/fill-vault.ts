import { replayTail } from '../../electron/vault/activity/replay-tail';
import { ActivityWriter } from '../../electron/vault/activity/activity-writer';
import type { KdfCost } from '../../electron/vault/crypto/argon2id';
import { BASE_COST } from '../../electron/vault/crypto/argon2id';
import { prepareVault, writePreparedVault } from '../../electron/vault/session/create-vault';
import type { DataKey } from '../../electron/vault/crypto/data-key';
import { VaultContent } from '../../electron/vault/state/vault-content';
import { seal } from '../../electron/vault/crypto/aead';
import { SnapshotStore } from '../../electron/vault/snapshot/snapshot-store';
import { unsealVaultFile } from '../../electron/vault/format/snapshot-file';
import { expectOk } from '../support/expect-ok';
import { readSealedVault, vaultEnvironment } from '../support/open-vault-file';
import type { DemoKey } from './demo-keys';
import { demoKeys } from './demo-keys';

interface KeysToAdd {
  /** how many */
  keys: number;
  /** the same seed gives the same keys (except for their secrets); 1 when not given */
  seed?: number;
  /** milliseconds since the epoch; the keys are of the two years before */
  now?: number;
}

/** Lines of the activity that are written and fsynced together. */
const BATCH = 1_000;

/**
 * Makes a vault full of demo keys with the app's own modules, in plain Node.
 *
 * @param directory of the vault, `<userData>/vault`; must not hold one
 * @returns the recovery code, with which tests open it without Argon2id
 */
export async function fillVault(
  directory: string,
  options: KeysToAdd & { passphrase: string; cost?: KdfCost },
): Promise<{ recoveryCode: string }> {
  const { passphrase, cost = BASE_COST } = options;
  const prepared = await prepareVault({ passphrase, cost, keychain: null });
  const environment = vaultEnvironment(directory);
  const snapshots = new SnapshotStore(environment.fs, environment.paths);
  expectOk(await writePreparedVault(environment, snapshots, prepared));
  prepared.dataKey.destroy();
  await addDemoKeys(directory, prepared.recoveryCode, options);
  return { recoveryCode: prepared.recoveryCode };
}

/**
 * Adds demo keys to an existing vault that is not open: each as a line of the activity on its
 * creation day, then one snapshot of all.
 */
export async function addDemoKeys(
  directory: string,
  recoveryCode: string,
  { keys, seed = 1, now = Date.now() }: KeysToAdd,
): Promise<void> {
  const environment = vaultEnvironment(directory);
  const { fs, paths } = environment;
  const { snapshots, file, dataKey } = await readSealedVault(environment, recoveryCode);
  const { vaultId, createdAt, slots } = file;
  const body = await unsealVaultFile(file, dataKey);
  if (!body) throw new Error('the snapshot does not open');
  const tail = await replayTail(fs, paths.activity, body.log, vaultId, dataKey);
  if (tail.condition !== 'whole') throw new Error(`the activity is ${tail.condition}`);
  const content = new VaultContent(body);
  const writer = new ActivityWriter({
    fs,
    path: paths.activity,
    vaultId,
    dataKey,
    end: tail.end,
    isTorn: false,
  });
  let batch: Parameters<ActivityWriter['append']>[0][number][] = [];
  const append = async () => {
    tail.events.push(...expectOk(await writer.append(batch)));
    batch = [];
  };
  for (const key of demoKeys({ keys, seed, now })) {
    batch.push(creation(key, dataKey));
    if (batch.length === BATCH) await append();
  }
  await append();
  await writer.close();
  for (const event of tail.events) content.apply(event);
  const filled = { log: writer.end, ...content.toBody() };
  expectOk(await snapshots.write({ vaultId, createdAt, slots }, filled, dataKey));
  dataKey.destroy();
}

function creation({ record, secret }: DemoKey, dataKey: DataKey) {
  const bytes = Buffer.from(secret);
  const sealedSecret = seal(dataKey.for('secret'), bytes, `ownchat-keys secret ${record.id}`);
  bytes.fill(0);
  return {
    at: record.createdAt,
    actor: record.createdBy,
    event: 'key.created',
    keyId: record.id,
    change: { record, sealedSecret },
  } as const;
}
