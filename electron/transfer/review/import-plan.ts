import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { freeName } from '../../../shared/keys/free-name';
import { nameIdentity } from '../../../shared/keys/name-identity';
import type { Report } from '../../../shared/keys/reported-secret';
import { endedReport, withKnownReports } from '../../../shared/keys/reported-secret';
import type { Failure } from '../../../shared/lib/failure';
import type {
  ImportCandidate,
  ImportDecision,
  ImportOutcome,
  ShownKey,
} from '../../../shared/transfer/transfer';
import { givesMore } from '../../../shared/transfer/transfer';
import type { Assessed } from './assess';
import type { StoredKey } from '../../lib/vault-port';
import type { ChangesBetween, ImportDraft, ImportVault } from '../import-vault';
import type { Incoming } from './incoming';
import { masked } from '../mask-secrets';
import type { PastKeys } from './past-keys';

/** Compares each key of a file with the vault. An overwriting change is never the default. */
export function candidatesOf(
  incoming: readonly Incoming[],
  found: readonly Assessed[],
  vault: Pick<ImportVault, 'idOfName'>,
): ImportCandidate[] {
  const names = new Set(incoming.map(({ name }) => nameIdentity(name)));
  const isTaken = (text: string) =>
    vault.idOfName(text) !== undefined || names.has(nameIdentity(text));
  return found.map((assessed, index) => {
    const { line, name, hasSecret, record } = incoming[index] as Incoming;
    const { status, problems, choices, differences, target, replaced } = assessed;
    // Any field of an invalid row may be malformed: its problem is reported, and no key is shown.
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
      added: isKey ? asShown(record) : null,
      current: target && asShown(target.record),
      replaced: isKey && replaced ? asShown(replaced) : null,
      moreAccess: isKey ? assessed.moreAccess : [],
      broken: assessed.broken,
      past: isKey ? assessed.past : null,
    };
  });
}

/** Masks a secret in a field that should not hold one. */
const asShown = (record: ShownKey): ShownKey => ({
  name: masked(record.name),
  integration: masked(record.integration),
  note: masked(record.note),
  environment: record.environment,
  scopes: record.scopes,
  enabled: record.enabled,
  expiresAt: record.expiresAt,
  allowedIps: record.allowedIps,
  owner: masked(record.owner),
  tags: record.tags.map(masked),
  rotateEvery: record.rotateEvery,
});

/** How many names a failure lists. */
const MAX_NAMED = 5;

/** The review of one key as shown, compared with the vault again on storing. */
export interface Shown {
  gains: string;
  all: string;
}

export const shownOf = (found: readonly Assessed[]): Shown[] =>
  found.map(({ status, choices, target, moreAccess, past }) => ({
    gains: JSON.stringify([target?.record.id, moreAccess, past?.kind]),
    all: JSON.stringify([status, choices, target && decisive(target.record)]),
  }));

/** Last use and last change may differ without a change of the key's access. */
function decisive(record: ApiKeyRecord): unknown {
  return { ...record, lastUsedAt: null, updatedAt: '' };
}

/**
 * The events for the choices made, given the vault's present state. A key whose choice is not
 * offered is left out.
 *
 * @param shown the review of each key as shown
 * @returns a failure when an existing key would gain access that was not confirmed, or when the
 * review is outdated; nothing is stored then
 */
export function importDrafts(
  incoming: readonly Incoming[],
  decisions: readonly ImportDecision[],
  shown: readonly Shown[],
  found: readonly Assessed[],
  vault: Pick<ImportVault, 'keys' | 'deleted' | 'ledger' | 'idOfName' | 'sealSecret'>,
  tools: {
    createId: () => string;
    changesBetween: ChangesBetween;
    at: string;
    past: Pick<PastKeys, 'reportOf'>;
  },
): { drafts: ImportDraft[]; outcome: ImportOutcome } | { failure: Failure } {
  const decided = new Map(decisions.map((decision) => [decision.index, decision]));
  const now = shownOf(found);
  const given = new GivenNames(vault);
  const reports = reportsIn(vault);
  const drafts: ImportDraft[] = [];
  const outcome: ImportOutcome = { added: 0, replaced: 0, skipped: 0 };
  const notAgreed: string[] = [];
  const changed: string[] = [];
  for (const [index, key] of incoming.entries()) {
    const assessed = found[index] as Assessed;
    const { choice = 'skip', moreAccess: agreed = false } = decided.get(index) ?? {};
    const isOffered = assessed.choices.includes(choice);
    const isAsShown = now[index]?.all === shown[index]?.all;
    if (choice === 'skip' || (!isOffered && isAsShown)) {
      outcome.skipped += 1;
      continue;
    }
    const old = choice === 'replace' ? assessed.target : null;
    const isAgreed = agreed && now[index]?.gains === shown[index]?.gains;
    if (isOffered && givesMore(assessed, choice) && !isAgreed) {
      notAgreed.push(masked(old?.record.name ?? key.name));
      continue;
    }
    if (!isAsShown) {
      changed.push(masked(key.name));
      continue;
    }
    const id = old?.record.id ?? freeId(key.id, vault, given.ids, tools.createId);
    const wanted = old && assessed.replaced ? assessed.replaced : { ...key.record, id };
    const name = given.take(wanted.name, id);
    const record = withKnownReports(
      { ...wanted, id, name, ...(old && ofFile(key, old, tools.at)) },
      old && old.record,
      (hash) => reports.get(hash) ?? tools.past.reportOf(hash),
    );
    drafts.push(...tools.changesBetween(id, old ?? undefined, withSecret(key, record, old, vault)));
    if (old) outcome.replaced += 1;
    else outcome.added += 1;
  }
  if (notAgreed.length > 0) {
    return { failure: { code: 'import-gives-more', names: notAgreed.slice(0, MAX_NAMED) } };
  }
  if (changed.length > 0) {
    return { failure: { code: 'import-outdated', names: changed.slice(0, MAX_NAMED) } };
  }
  return { drafts, outcome };
}

/** The reports of present and deleted keys, by the hash of the secret: an older file does not withdraw them. */
function reportsIn({ keys, deleted }: Pick<ImportVault, 'keys' | 'deleted'>): Map<string, Report> {
  const all = [...deleted.values(), ...keys.values()];
  const reports = all.flatMap(({ record }) => endedReport(record) ?? []);
  return new Map(reports.map(({ secretHash, report }) => [secretHash, report]));
}

/** The dates of a key that a file changes. A table does not say when a secret was made. */
const ofFile = (
  { fields }: Incoming,
  { record }: StoredKey,
  at: string,
): Partial<ApiKeyRecord> => ({
  updatedAt: at,
  ...(fields.secretHash !== undefined &&
    fields.secretHash !== record.secretHash && {
      secretCreatedAt: fields.secretCreatedAt ?? null,
    }),
});

/** Assigns names and ids to the file's keys so that they are unique. */
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
  old: StoredKey | null,
  vault: Pick<ImportVault, 'sealSecret'>,
): StoredKey {
  const isSameSecret = old?.record.secretHash === record.secretHash;
  if (isSameSecret && old.sealedSecret) return { record, sealedSecret: old.sealedSecret };
  const secret = key.readSecret();
  const sealedSecret = secret && vault.sealSecret(record.id, secret);
  secret?.fill(0);
  return { record, sealedSecret };
}

/**
 * A key keeps its id unless it is taken, so that two vaults with the same key can be merged. An id
 * with a tombstone known to an endpoint is not reused: sync would delete the key again.
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
