import type { ApiKeyRecord } from '../../shared/api-key';
import { freeName } from '../../shared/free-name';
import { nameIdentity } from '../../shared/key-rules';
import type { ImportCandidate, ImportChoice, ImportOutcome } from '../../shared/transfer';
import type { ChangesBetween, ImportDraft, ImportVault, StoredEntry } from './import-vault';
import type { Incoming } from './incoming';

/** Compared when a key is there already; when it was made and by whom is not what a person looks for. */
const COMPARED = [
  'name',
  'integration',
  'note',
  'scopes',
  'expiresAt',
  'allowedIps',
  'enabled',
  'environment',
  'secretHash',
] as const satisfies (keyof ApiKeyRecord)[];

/** Sets each key of a file beside what is here. Nothing that would overwrite something happens unless it is chosen. */
export function candidatesOf(
  incoming: readonly Incoming[],
  vault: Pick<ImportVault, 'keys' | 'idOfName'>,
): ImportCandidate[] {
  const byHash = hashes(vault);
  const inFile = new Set<string>();
  return incoming.map((key, index) => {
    const { line, name, problems, hasSecret } = key;
    const identity = nameIdentity(name);
    const isTwice = inFile.has(identity);
    inFile.add(identity);
    const target = targetOf(key, vault, byHash);
    const differences = target ? differencesOf(target.entry, key) : [];
    const status = statusOf(key, target, differences, isTwice);
    const isTaken = (text: string) =>
      vault.idOfName(text) !== undefined || inFile.has(nameIdentity(text));
    const choices = CHOICES[status].filter((choice) => choice !== 'replace' || target !== null);
    return {
      index,
      line,
      name,
      status,
      differences,
      problems,
      choices,
      renamed: choices.includes('rename') ? freeName(name, isTaken) : null,
      hasSecret,
    };
  });
}

const CHOICES: Record<ImportCandidate['status'], ImportChoice[]> = {
  new: ['add', 'skip'],
  same: ['skip'],
  differs: ['skip', 'replace'],
  clash: ['skip', 'rename', 'replace'],
  invalid: ['skip'],
};

type Target = { entry: StoredEntry; by: 'id' | 'secret' | 'name' } | null;

function statusOf(
  key: Incoming,
  target: Target,
  differences: readonly string[],
  isTwice: boolean,
): ImportCandidate['status'] {
  if (key.problems.length > 0) return 'invalid';
  if (target && differences.length === 0) return 'same';
  if (target) return target.by === 'name' ? 'clash' : 'differs';
  return isTwice ? 'clash' : 'new';
}

const hashes = (vault: Pick<ImportVault, 'keys'>): Map<string, StoredEntry> =>
  new Map([...vault.keys.values()].map((entry) => [entry.record.secretHash, entry]));

function targetOf(
  key: Incoming,
  vault: Pick<ImportVault, 'keys' | 'idOfName'>,
  byHash: ReadonlyMap<string, StoredEntry>,
): Target {
  const byId = key.id === null ? undefined : vault.keys.get(key.id);
  if (byId) return { entry: byId, by: 'id' };
  const bySecret =
    key.fields.secretHash === undefined ? undefined : byHash.get(key.fields.secretHash);
  if (bySecret) return { entry: bySecret, by: 'secret' };
  const byName = vault.keys.get(vault.idOfName(key.name) ?? '');
  return byName ? { entry: byName, by: 'name' } : null;
}

const differencesOf = ({ record }: StoredEntry, { fields }: Incoming): string[] =>
  COMPARED.filter(
    (field) =>
      fields[field] !== undefined &&
      JSON.stringify(fields[field]) !== JSON.stringify(record[field]),
  );

/** What the vault is to record for the choices that were made, by what it holds at this moment. */
export function importDrafts(
  incoming: readonly Incoming[],
  choices: ReadonlyMap<number, ImportChoice>,
  vault: Pick<ImportVault, 'keys' | 'ledger' | 'idOfName' | 'sealSecret'>,
  tools: { createId: () => string; changesBetween: ChangesBetween; at: string },
): { drafts: ImportDraft[]; outcome: ImportOutcome } {
  const byHash = hashes(vault);
  const given = new Map<string, string>();
  const replacedIds = new Set<string>();
  const drafts: ImportDraft[] = [];
  const outcome: ImportOutcome = { added: 0, replaced: 0, skipped: 0 };
  for (const [index, key] of incoming.entries()) {
    const choice = choices.get(index) ?? 'skip';
    const target = targetOf(key, vault, byHash);
    const old =
      choice === 'replace' && target && !replacedIds.has(target.entry.record.id)
        ? target.entry
        : null;
    const isNew = (choice === 'add' && target === null) || choice === 'rename';
    if (key.problems.length > 0 || (!isNew && !old)) {
      outcome.skipped += 1;
      continue;
    }
    const id = old?.record.id ?? freeId(key.id, vault, given, tools.createId);
    const wanted = old ? { ...old.record, ...key.fields } : { ...key.record, id };
    const name = freeName(wanted.name, (text) => {
      const holder = given.get(nameIdentity(text)) ?? vault.idOfName(text);
      return holder !== undefined && holder !== id;
    });
    given.set(nameIdentity(name), id);
    const record: ApiKeyRecord = { ...wanted, id, name, ...(old && { updatedAt: tools.at }) };
    drafts.push(...tools.changesBetween(id, old ?? undefined, withSecret(key, record, old, vault)));
    if (old) {
      replacedIds.add(id);
      outcome.replaced += 1;
    } else outcome.added += 1;
  }
  return { drafts, outcome };
}

function withSecret(
  key: Incoming,
  record: ApiKeyRecord,
  old: StoredEntry | null,
  vault: Pick<ImportVault, 'sealSecret'>,
): StoredEntry {
  const isSameSecret = old?.record.secretHash === record.secretHash;
  if (isSameSecret && old.sealedSecret) return { record, sealedSecret: old.sealedSecret };
  const secret = key.readSecret();
  const sealedSecret = secret && vault.sealSecret(record.id, secret);
  secret?.fill(0);
  return { record, sealedSecret };
}

/**
 * A key keeps its id unless another one has it: two vaults with the same key can be brought together again. An id that was
 * deleted where an endpoint knew it would be deleted once more.
 */
function freeId(
  id: string | null,
  { keys, ledger }: Pick<ImportVault, 'keys' | 'ledger'>,
  given: ReadonlyMap<string, string>,
  createId: () => string,
): string {
  if (id === null || keys.has(id) || [...given.values()].includes(id)) return createId();
  return ledger.entries.get(id)?.deleted ? createId() : id;
}
