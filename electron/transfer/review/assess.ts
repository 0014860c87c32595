import type { RuleJudge } from '../../../shared/rules/change-judge';
import type { MoreAccess } from '../../../shared/keys/access-change';
import { moreAccess } from '../../../shared/keys/access-change';
import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { nameIdentity } from '../../../shared/keys/name-identity';
import type {
  BrokenRules,
  ImportCandidate,
  ImportChoice,
  ImportPast,
  RowProblem,
} from '../../../shared/transfer/transfer';
import type { StoredKey } from '../../lib/vault-port';
import type { ImportVault } from '../import-vault';
import { allowedChoices, brokenRules, NO_JUDGE } from './broken-rules';
import type { Incoming } from './incoming';
import type { PastKeys } from './past-keys';

/** The fields compared with an existing key; when and by whom it was created do not matter here. */
const COMPARED = [
  'name',
  'integration',
  'note',
  'scopes',
  'expiresAt',
  'allowedIps',
  'enabled',
  'owner',
  'tags',
  'rotateEvery',
  'environment',
  'secretHash',
] as const satisfies (keyof ApiKeyRecord)[];

/** A key of a file, compared with the vault. */
export interface Assessed {
  status: ImportCandidate['status'];
  problems: RowProblem[];
  /** the possible choices, the default first */
  choices: ImportChoice[];
  target: StoredKey | null;
  /** the key here with what the file changes; null when there is none */
  replaced: ApiKeyRecord | null;
  differences: string[];
  /** access that the existing key would gain */
  moreAccess: MoreAccess[];
  broken: BrokenRules;
  past: ImportPast | null;
}

type AssessedVault = Pick<ImportVault, 'keys' | 'ledger' | 'idOfName'>;

/**
 * The choices for each key of a file, given the vault's present state. Computed for the review and
 * again on storing: a choice that is not in `choices` is ignored, whatever the page sends.
 */
export function assess(
  incoming: readonly Incoming[],
  vault: AssessedVault,
  pastKeys: PastKeys,
  judge: RuleJudge = NO_JUDGE,
): Assessed[] {
  const byHash = hashes(vault);
  const holderOf: Holder = (hash) =>
    byHash.get(hash) ?? vault.keys.get(pastKeys.holderOf(hash) ?? '');
  const inFile = new FileSoFar();
  return incoming.map((key) => {
    const target = targetOf(key, vault, holderOf);
    const problems = [...key.problems, ...inFile.problemsOf(key, target)];
    if (opensAsAnother(key, target, holderOf)) {
      problems.push({ field: 'secret', problem: 'of-another-key' });
    }
    const isOne = target !== null || (key.record.scopes?.length ?? 0) > 0;
    if (problems.length === 0 && !isOne) problems.push({ field: 'scopes', problem: 'required' });
    const entry = target?.entry ?? null;
    const replaced = entry && { ...entry.record, ...key.fields };
    const differences = entry ? differencesOf(entry, key) : [];
    const before = inFile.take(key, target);
    const past = pastOf(key, target, vault, byHash, pastKeys);
    const status =
      problems.length > 0
        ? 'invalid'
        : statusOf(target, differences, before, isOtherKey(key, target), past);
    const possible = choicesOf(status, key, target, before);
    const broken = brokenRules({ possible, key, target: entry, replaced }, judge);
    return {
      status,
      problems,
      choices: allowedChoices(possible, broken),
      target: entry,
      replaced,
      differences,
      moreAccess: entry && replaced ? moreAccess(entry.record, replaced) : [],
      broken,
      past,
    };
  });
}

/** A deletion counts while the key does not exist, under this or another id. */
function pastOf(
  { id, name, secretHash, record }: Incoming,
  target: Target,
  vault: AssessedVault,
  byHash: ReadonlyMap<string, StoredKey>,
  pastKeys: PastKeys,
): ImportPast | null {
  const isHere = target?.by === 'id' || (secretHash !== null && byHash.has(secretHash));
  const hashesOfKey = [secretHash, record.previousSecret?.hash ?? null]
    .filter((hash) => hash !== null)
    .filter((hash) => !byHash.has(hash));
  const deleted = pastKeys.deletionOf(
    { id: isHere ? null : id, name: target === null ? name : null, hashes: hashesOfKey },
    vault,
  );
  if (deleted) return deleted;
  const replacedAt = secretHash === null ? null : pastKeys.replacedAt(secretHash);
  if (target && replacedAt !== null && target.entry.record.secretHash !== secretHash) {
    return { kind: 'rotated', at: replacedAt };
  }
  return target === null && !pastKeys.isWhole ? { kind: 'unknown', at: null } : null;
}

type Target = { entry: StoredKey; by: 'id' | 'secret' | 'name' } | null;

/** Names and keys that earlier rows of the file have used. */
class FileSoFar {
  readonly #said = new Map<string, string>();
  readonly #targets = new Set<string>();
  readonly #secrets = new Set<string>();

  problemsOf({ secretHash }: Incoming, target: Target): RowProblem[] {
    const isTwice = secretHash !== null && target === null && this.#secrets.has(secretHash);
    return isTwice ? [{ field: 'secret', problem: 'twice' }] : [];
  }

  /**
   * @returns whether an earlier row has the name or the target, and whether its content is equal
   */
  take(key: Incoming, target: Target): { isTwice: boolean; isRepeated: boolean } {
    const identity = nameIdentity(key.name);
    const says = JSON.stringify([key.name, key.fields]);
    const earlier = this.#said.get(identity);
    const id = target?.entry.record.id;
    const isTaken = id !== undefined && this.#targets.has(id);
    if (earlier === undefined) this.#said.set(identity, says);
    if (id !== undefined) this.#targets.add(id);
    if (key.secretHash !== null) this.#secrets.add(key.secretHash);
    return { isTwice: earlier !== undefined || isTaken, isRepeated: earlier === says };
  }
}

function statusOf(
  target: Target,
  differences: readonly string[],
  { isTwice, isRepeated }: { isTwice: boolean; isRepeated: boolean },
  isOther: boolean,
  past: ImportPast | null,
): Assessed['status'] {
  if (target && differences.length === 0 && !isOther) return 'same';
  if (isRepeated) return 'repeated';
  if (target) return target.by === 'name' ? 'clash' : 'differs';
  if (isTwice) return 'clash';
  return past?.kind === 'deleted' ? 'deleted' : 'new';
}

/**
 * A test key does not replace a live key of the same name: the environment is part of the secret.
 */
const isOtherKey = (key: Incoming, target: Target): boolean =>
  target?.by === 'name' &&
  key.secretHash === null &&
  key.environment !== null &&
  key.environment !== target.entry.record.environment;

const CHOICES: Record<Assessed['status'], ImportChoice[]> = {
  new: ['add', 'skip'],
  same: ['skip'],
  differs: ['skip', 'replace'],
  clash: ['skip', 'rename', 'replace'],
  repeated: ['skip'],
  deleted: ['skip', 'add'],
  invalid: ['skip'],
};

function choicesOf(
  status: Assessed['status'],
  key: Incoming,
  target: Target,
  { isTwice }: { isTwice: boolean },
): ImportChoice[] {
  const mayReplace = target !== null && !isTwice && !isOtherKey(key, target);
  const mayBeNew = (key.record.scopes?.length ?? 0) > 0;
  return CHOICES[status].filter(
    (choice) => (choice !== 'replace' || mayReplace) && (choice !== 'rename' || mayBeNew),
  );
}

/** The key here that has a secret, or had it once. */
type Holder = (hash: string) => StoredKey | undefined;

/**
 * Whether the secret of an existing key would open another key or another environment: a disabled
 * or restricted secret would work again.
 */
function opensAsAnother(
  { fields, secretHash, environment }: Incoming,
  target: Target,
  holderOf: Holder,
): boolean {
  const here = target?.entry.record;
  const isOfAnother = (hash: string | null | undefined) => {
    const holder = hash === null || hash === undefined ? undefined : holderOf(hash)?.record.id;
    return holder !== undefined && holder !== here?.id;
  };
  const isElsewhere =
    here !== undefined &&
    target?.by !== 'name' &&
    environment !== null &&
    environment !== here.environment &&
    (fields.secretHash ?? here.secretHash) === here.secretHash;
  return isOfAnother(secretHash) || isOfAnother(fields.previousSecret?.hash) || isElsewhere;
}

/** By every secret that a key here has, or had until its last rotation: one that was replaced must not come back as new. */
function hashes(vault: Pick<ImportVault, 'keys'>): Map<string, StoredKey> {
  const entries = [...vault.keys.values()];
  return new Map([
    ...entries.flatMap((entry): [string, StoredKey][] =>
      entry.record.previousSecret ? [[entry.record.previousSecret.hash, entry]] : [],
    ),
    ...entries.map((entry): [string, StoredKey] => [entry.record.secretHash, entry]),
  ]);
}

function targetOf(key: Incoming, vault: AssessedVault, holderOf: Holder): Target {
  const byId = key.id === null ? undefined : vault.keys.get(key.id);
  if (byId) return { entry: byId, by: 'id' };
  const bySecret = key.secretHash === null ? undefined : holderOf(key.secretHash);
  if (bySecret) return { entry: bySecret, by: 'secret' };
  const byName = vault.keys.get(vault.idOfName(key.name) ?? '');
  return byName ? { entry: byName, by: 'name' } : null;
}

const differencesOf = ({ record }: StoredKey, { fields }: Incoming): string[] =>
  COMPARED.filter(
    (field) =>
      fields[field] !== undefined &&
      JSON.stringify(fields[field]) !== JSON.stringify(record[field]),
  );
