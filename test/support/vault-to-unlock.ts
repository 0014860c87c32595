import { setTimeout as sleep } from 'node:timers/promises';
import { EMPTY_DRAFT, newKeyOf } from '../../renderer/features/keys/form/key-draft';
import { ApiKeys } from '../../electron/keys/api-keys';
import { RESOURCES } from '../../shared/keys/scopes';
import { resourceWords } from '../../shared/words/en/keys-resources';
import type { KeyChoices } from './main-job';
import { preparedVault } from './prepared-vault';
import { valueOf } from './sample-keys';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A key of a prepared vault: the choices of the dialog, and its dates. */
export interface PreparedKey extends KeyChoices {
  /** from now; null: it does not expire; default: that of the dialog */
  expiresInDays?: number | null;
  rotateEvery?: number;
}

/**
 * Creates a vault with these keys in a profile, by the app's rules but without its window. Its KDF
 * cost is the cheapest that the app accepts, so it opens in a fraction of the time that a vault of
 * the app takes.
 *
 * @returns the secrets of the keys, in their order
 */
export async function vaultToUnlock<const Keys extends readonly PreparedKey[]>(
  profile: { userData: string; passphrase: string },
  choices?: Keys,
): Promise<{ [Index in keyof Keys]: string }> {
  const vault = await preparedVault(profile);
  const apiKeys = new ApiKeys({ vault: () => vault, now: Date.now, onChange: () => undefined });
  const secrets: string[] = [];
  for (const choice of choices ?? []) {
    // The list is sorted by the time of creation: two keys of one millisecond have no order.
    await sleep(2);
    secrets.push(valueOf(await apiKeys.create(newKeyFor(choice))).secret);
  }
  await vault.close();
  return secrets as { [Index in keyof Keys]: string };
}

/** The request that the dialog would send for these choices. */
function newKeyFor(choices: PreparedKey) {
  const { name, integration = '', note = '', environment, permissions, expiresInDays } = choices;
  const scopes = Object.entries(permissions ?? {})
    .filter(([, level]) => level !== 'None')
    .map(([label, level]) => `${resourceOf(label)}:${level.toLowerCase()}`);
  const draft = { ...EMPTY_DRAFT, name, integration, note, scopes };
  if (environment === 'Test') draft.environment = 'test';
  const made = { ...newKeyOf(draft, Date.now()), rotateEvery: choices.rotateEvery ?? null };
  if (expiresInDays === undefined) return made;
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  return { ...made, expiresAt: expiresInDays === null ? null : inDays(expiresInDays) };
}

function resourceOf(label: string): string {
  const resource = RESOURCES.find((one) => resourceWords[one].label === label);
  if (resource === undefined) throw new Error(`no resource is called ${label}`);
  return resource;
}
