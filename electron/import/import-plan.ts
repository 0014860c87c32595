import type { ApiKeyRecord } from '../../shared/api-key';
import { freeName } from '../../shared/free-name';
import { nameIdentity } from '../../shared/name-identity';
import type { Failure } from '../../shared/failure';
import type {
  ImportCandidate,
  ImportDecision,
  ImportOutcome,
  ShownKey,
} from '../../shared/transfer';
import { assess } from './assess';
import type { Assessed } from './assess';
import type { ChangesBetween, ImportDraft, ImportVault, StoredEntry } from './import-vault';
import type { Incoming } from './incoming';
import { masked } from './mask';

/** Sets each key of a file beside what is here. Nothing that would overwrite something happens unless it is chosen. */
export function candidatesOf(
  incoming: readonly Incoming[],
  vault: Pick<ImportVault, 'keys' | 'idOfName'>,
): ImportCandidate[] {
  const names = new Set(incoming.map(({ name }) => nameIdentity(name)));
  const isTaken = (text: string) =>
    vault.idOfName(text) !== undefined || names.has(nameIdentity(text));
  return assess(incoming, vault).map((assessed, index) => {
    const { line, name, hasSecret, record } = incoming[index] as Incoming;
    const { status, problems, choices, differences, target, replaced } = assessed;
    // What is wrong with a row may stand in any of its fields: it is told, not shown as a key.
    const isKey = status !== 'invalid';
    return {
      index,
      line,
      name: masked(name),
      status,
      differences,
      problems,
      choices,
      renamed: choices.includes('rename') ? masked(freeName(name, isTaken)) : null,
      hasSecret,
      added: isKey ? shown(record) : null,
      current: target && shown(target.record),
      replaced: isKey && replaced ? shown(replaced) : null,
      moreAccess: isKey ? assessed.moreAccess : [],
    };
  });
}

/** A secret that stands where none belongs is not shown. */
const shown = (record: ShownKey): ShownKey => ({
  name: masked(record.name),
  integration: masked(record.integration),
  note: masked(record.note),
  environment: record.environment,
  scopes: record.scopes,
  enabled: record.enabled,
  expiresAt: record.expiresAt,
  allowedIps: record.allowedIps,
});

/** So many names a failure tells. */
const MOST_NAMED = 5;

/** What was shown of the access that a replaced key gains, for comparing it with what it gains when it is stored. */
export const gainsOf = (found: readonly Pick<Assessed, 'moreAccess' | 'target'>[]): string[] =>
  found.map(({ moreAccess, target }) => JSON.stringify([target?.record.id, moreAccess]));

/**
 * What the vault is to record for the choices that were made, by what it holds at this moment. A choice that is not
 * offered for a key leaves it out.
 *
 * @param shownGains what the person was shown of the access that each key gains
 * @returns a failure when a key here would get more access than a person agreed to: then nothing is stored
 */
export function importDrafts(
  incoming: readonly Incoming[],
  decisions: readonly ImportDecision[],
  shownGains: readonly string[],
  vault: Pick<ImportVault, 'keys' | 'ledger' | 'idOfName' | 'sealSecret'>,
  tools: { createId: () => string; changesBetween: ChangesBetween; at: string },
): { drafts: ImportDraft[]; outcome: ImportOutcome } | { failure: Failure } {
  const decided = new Map(decisions.map((decision) => [decision.index, decision]));
  const found = assess(incoming, vault);
  const gains = gainsOf(found);
  const given = new GivenNames(vault);
  const drafts: ImportDraft[] = [];
  const outcome: ImportOutcome = { added: 0, replaced: 0, skipped: 0 };
  const notAgreed: string[] = [];
  for (const [index, key] of incoming.entries()) {
    const { choices, target, replaced, moreAccess } = found[index] as Assessed;
    const { choice = 'skip', moreAccess: agreed = false } = decided.get(index) ?? {};
    if (choice === 'skip' || !choices.includes(choice)) {
      outcome.skipped += 1;
      continue;
    }
    const old = choice === 'replace' ? target : null;
    if (old && moreAccess.length > 0 && !(agreed && gains[index] === shownGains[index])) {
      notAgreed.push(old.record.name);
      continue;
    }
    const id = old?.record.id ?? freeId(key.id, vault, given.ids, tools.createId);
    const wanted = old && replaced ? replaced : { ...key.record, id };
    const name = given.take(wanted.name, id);
    const record: ApiKeyRecord = { ...wanted, id, name, ...(old && { updatedAt: tools.at }) };
    drafts.push(...tools.changesBetween(id, old ?? undefined, withSecret(key, record, old, vault)));
    if (old) outcome.replaced += 1;
    else outcome.added += 1;
  }
  if (notAgreed.length > 0) {
    return { failure: { code: 'import-gives-more', names: notAgreed.slice(0, MOST_NAMED) } };
  }
  return { drafts, outcome };
}

/** The names and ids that keys of the file get, so that no two have the same. */
class GivenNames {
  readonly ids = new Set<string>();
  readonly #byName = new Map<string, string>();
  readonly #vault: Pick<ImportVault, 'idOfName'>;

  constructor(vault: Pick<ImportVault, 'idOfName'>) {
    this.#vault = vault;
  }

  take(wanted: string, id: string): string {
    const name = freeName(wanted, (text) => {
      const holder = this.#byName.get(nameIdentity(text)) ?? this.#vault.idOfName(text);
      return holder !== undefined && holder !== id;
    });
    this.#byName.set(nameIdentity(name), id);
    this.ids.add(id);
    return name;
  }
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
  given: ReadonlySet<string>,
  createId: () => string,
): string {
  if (id === null || keys.has(id) || given.has(id)) return createId();
  return ledger.entries.get(id)?.deleted ? createId() : id;
}
