import type { RuleJudge } from '../../shared/rules/change-judge';
import { v7 as uuidv7 } from 'uuid';
import type { DeletedKeys } from '../../shared/keys/deleted-key';
import { ADDED_FIELDS } from '../../shared/keys/api-key';
import type { ApiKey, ApiKeyChanges, ApiKeyRecord, NewApiKey } from '../../shared/keys/api-key';
import type { GracePeriod } from '../../shared/keys/grace-period';
import type { RuleContext } from '../../shared/keys/key-rules';
import { checkKeyFields } from '../../shared/keys/key-rules';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import { hintOf } from '../../shared/keys/secret-format';
import { unsentOf } from '../../shared/sync/unsent';
import { SECRET_USAGE_SETTING, secretUsesOf } from '../../shared/keys/secret-usage-schema';
import type { ShownUsage } from '../../shared/keys/usage';
import { changedKeys } from './changed-keys';
import type { NewestKeys, KeyPage, UnsentOf } from './key-pages';
import { NEWEST_COUNT, newestKeys, keyPageFrom, toApiKey } from './key-pages';
import type { CommittedEvent, StoredKey } from '../lib/vault-port';
import type { KeyDraft, KeyVault } from './key-vault';
import { deletedKeys, restoreDrafts } from './deleted-keys';
import { refusalOf } from '../../shared/rules/rule-refusal';
import { cancelledRotation, endedGrace, rotationOf } from './rotation';
import { generateSecret, hashSecret } from './secret';
import { undoNumber } from './undo-number';
import { updateDrafts } from './update-drafts';

/** A change of the list of keys; `revision` grows by one with each. */
export interface KeysChange {
  revision: number;
  changed: ApiKey[];
  removed: string[];
}

interface ChangedTogether {
  gone: number;
  undo: number | null;
}

/** Only a rotation ends a report; until then a key that is inactive stays so. */
const isHeldInactive = ({ record }: StoredKey): boolean =>
  record.compromised !== null && !record.enabled;

/** The rules for creating, changing and deleting API keys in the unlocked vault. */
export class ApiKeys {
  readonly #vault: () => KeyVault | null;
  readonly #now: () => number;
  readonly #hasEndpoint: () => boolean;
  readonly #onChange: (change: KeysChange) => void;
  readonly #judge: () => RuleJudge;
  #revision = 0;

  /**
   * @param options.vault the unlocked vault, or null
   * @param options.hasEndpoint whether the vault syncs with an endpoint; without one no change
   * counts as unsent
   * @param options.judge judges the changes of one commit by the vault's rules; without it there are
   * none
   * @param options.onChange called once for each durable change, from any source
   */
  constructor(options: {
    vault: () => KeyVault | null;
    now: () => number;
    hasEndpoint?: () => boolean;
    judge?: () => RuleJudge;
    onChange: (change: KeysChange) => void;
  }) {
    this.#vault = options.vault;
    this.#now = options.now;
    this.#hasEndpoint = options.hasEndpoint ?? (() => false);
    this.#judge = options.judge ?? (() => ({ violations: () => [] }));
    this.#onChange = options.onChange;
  }

  /** The first rows of the page: the newest keys, and how many there are. */
  newest(hideInactive: boolean): Result<{ revision: number } & NewestKeys> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const revision = this.#revision;
    const unsent = this.#unsentIn(vault);
    if (hideInactive) {
      return ok({
        revision,
        ...newestKeys(vault.keys.values(), hideInactive, this.#now(), unsent),
      });
    }
    const { keys, total } = vault.newest(NEWEST_COUNT);
    const newest = newestKeys(keys, hideInactive, this.#now(), unsent);
    return ok({ revision, ...newest, shown: total, total });
  }

  /**
   * A part of all keys, in no particular order. Parts belong to one list while the revision is the
   * same.
   */
  async list(from = 0): Promise<Result<{ revision: number } & KeyPage>> {
    await this.#vault()?.readKeys();
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    return ok({
      revision: this.#revision,
      ...keyPageFrom(vault.keys.values(), from, this.#unsentIn(vault)),
    });
  }

  /** The usage of a key, or null when no endpoint has reported it. */
  usage(id: string): Result<ShownUsage | null> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const entry = vault.keys.get(id);
    if (!entry) return fail({ code: 'key-not-found' });
    const usage = vault.usage.get(id);
    if (!usage) return ok(null);
    const secrets = secretUsesOf(vault.settings.get(SECRET_USAGE_SETTING), entry.record);
    return ok(secrets === null ? usage : { ...usage, secrets });
  }

  /** Creates a key with a new secret, which is returned this once. */
  async create(input: NewApiKey): Promise<Result<{ apiKey: ApiKey; secret: string }>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const id = uuidv7();
    const secret = generateSecret(input.environment);
    const committed = await vault.commit(() => {
      const { fields, problems } = checkKeyFields(input, this.#ruleContext(vault, null));
      if (problems.length > 0) return fail({ code: 'invalid-key', problems });
      const at = new Date(this.#now()).toISOString();
      const record: ApiKeyRecord = {
        id,
        ...completeFields(fields),
        secretCreatedAt: at,
        compromised: null,
        enabled: true,
        createdAt: at,
        updatedAt: at,
        lastUsedAt: null,
        createdBy: vault.actor,
        hint: hintOf(secret),
        secretHash: hashSecret(secret),
        previousSecret: null,
      };
      const refusal = refusalOf([{ before: null, after: record }], this.#judge());
      if (refusal) return fail(refusal);
      const sealedSecret = sealed(vault, id, secret);
      return ok([{ event: 'key.created', keyId: id, change: { record, sealedSecret } }]);
    });
    if (!committed.ok) return committed;
    const apiKey = this.#keyNow(vault, id);
    return apiKey.ok ? ok({ apiKey: apiKey.value, secret }) : apiKey;
  }

  /**
   * Changes the given fields of a key; its secret stays.
   *
   * @param isStill checked when the commit has its turn: whether the access that results is what
   * the user agreed to
   */
  async update(
    id: string,
    changes: ApiKeyChanges,
    isStill: () => boolean = () => true,
  ): Promise<Result<{ apiKey: ApiKey; undo: number | null }>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const committed = await vault.commit(() => {
      if (!isStill()) return fail({ code: 'not-confirmed' });
      const entry = vault.keys.get(id);
      if (!entry) return fail({ code: 'key-not-found' });
      const wanted = { ...changes };
      // An expired key may be edited without a new date.
      if (wanted.expiresAt === entry.record.expiresAt) delete wanted.expiresAt;
      // A name that breaks a newer rule, or came from elsewhere, may stay.
      if (wanted.name === entry.record.name) delete wanted.name;
      const { fields, problems } = checkKeyFields(wanted, this.#ruleContext(vault, entry.record));
      if (problems.length > 0) return fail({ code: 'invalid-key', problems });
      if (fields.enabled === true && isHeldInactive(entry))
        return fail({ code: 'key-compromised' });
      const after = { ...entry.record, ...fields };
      const refusal = refusalOf([{ before: entry.record, after }], this.#judge());
      return refusal ? fail(refusal) : ok(updateDrafts(entry.record, fields, this.#now()));
    });
    if (!committed.ok) return committed;
    const apiKey = this.#keyNow(vault, id);
    return apiKey.ok ? ok({ apiKey: apiKey.value, undo: undoNumber(committed.value) }) : apiKey;
  }

  /**
   * Gives a key a new secret, which is returned this once. The old one stays valid for the grace
   * period, but no longer than the key.
   *
   * @param cutsShort the end of a running grace period that the user agreed to end now
   */
  async rotate(
    id: string,
    grace: GracePeriod,
    cutsShort: string | null = null,
  ): Promise<Result<{ apiKey: ApiKey; secret: string }>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    let secret = '';
    const committed = await vault.commit(() => {
      const entry = vault.keys.get(id);
      if (!entry) return fail({ code: 'key-not-found' });
      secret = generateSecret(entry.record.environment);
      const change = rotationOf(entry.record, secret, { grace, cutsShort, now: this.#now() });
      if (!change.ok) return change;
      const sealedSecret = sealed(vault, id, secret);
      return ok([{ event: 'key.rotated', keyId: id, change: { ...change.value, sealedSecret } }]);
    });
    if (!committed.ok) return committed;
    const apiKey = this.#keyNow(vault, id);
    return apiKey.ok ? ok({ apiKey: apiKey.value, secret }) : apiKey;
  }

  /**
   * Ends a running grace period: the previous secret is no longer valid.
   *
   * @param until the end that the user saw
   */
  async endGrace(id: string, until: string): Promise<Result<ApiKey>> {
    return this.#changeGrace(id, (vault, { record }) =>
      endedGrace(record, { until, now: this.#now() }),
    );
  }

  /**
   * Makes the previous secret the only one again, while its grace period runs.
   *
   * @returns `secret-not-stored` when the previous secret is not in this vault
   */
  async cancelRotation(id: string, until: string): Promise<Result<ApiKey>> {
    return this.#changeGrace(id, (vault, { record, sealedPreviousSecret }) => {
      const bytes = sealedPreviousSecret && vault.openSealed(id, sealedPreviousSecret);
      if (!bytes) return fail({ code: 'secret-not-stored' });
      const previous = bytes.toString();
      bytes.fill(0);
      return cancelledRotation(record, previous, { until, now: this.#now() });
    });
  }

  async #changeGrace(
    id: string,
    changeOf: (vault: KeyVault, entry: StoredKey) => ReturnType<typeof endedGrace>,
  ): Promise<Result<ApiKey>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const committed = await vault.commit(() => {
      const entry = vault.keys.get(id);
      if (!entry) return fail({ code: 'key-not-found' });
      const change = changeOf(vault, entry);
      return change.ok ? ok([{ event: 'key.updated', keyId: id, change: change.value }]) : change;
    });
    return committed.ok ? this.#keyNow(vault, id) : committed;
  }

  /**
   * Enables or disables the keys that exist, in one commit.
   *
   * @param isStill as of `update`
   * @returns how many did not exist; `key-compromised` when one must stay inactive
   */
  async setEnabled(
    ids: readonly string[],
    enabled: boolean,
    isStill?: () => boolean,
  ): Promise<Result<ChangedTogether>> {
    return this.#changeAll(
      ids,
      ({ record }) => updateDrafts(record, { enabled }, this.#now()),
      isStill,
      (entries) => {
        if (enabled && entries.some(isHeldInactive)) return { code: 'key-compromised' };
        const changes = entries.map(({ record }) => ({
          before: record,
          after: { ...record, enabled },
        }));
        return refusalOf(changes, this.#judge());
      },
    );
  }

  /** Deletes the keys that exist, in one commit. @returns how many did not exist */
  async delete(ids: readonly string[]): Promise<Result<ChangedTogether>> {
    return this.#changeAll(ids, ({ record }) => [
      { event: 'key.deleted', keyId: record.id, change: { before: record } },
    ]);
  }

  /** The deleted keys that can be restored. */
  deleted(): Result<DeletedKeys> {
    const vault = this.#vault();
    return vault ? ok(deletedKeys(vault)) : fail({ code: 'vault-locked' });
  }

  /** Restores the deleted keys that can be restored, as disabled keys, in one commit. */
  async restore(ids: readonly string[]): Promise<Result<ApiKey[]>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    let restored: string[] = [];
    const committed = await vault.commit(() => {
      const drafts = restoreDrafts(vault, ids, this.#now());
      if (drafts.ok) restored = drafts.value.map(({ keyId }) => keyId);
      return drafts;
    });
    if (!committed.ok) return committed;
    const keys = restored.map((id) => this.#keyNow(vault, id));
    return ok(keys.flatMap((key) => (key.ok ? [key.value] : [])));
  }

  /**
   * A sync may have deleted some of them since they were selected; the others are changed anyway.
   */
  async #changeAll(
    ids: readonly string[],
    draftsFor: (entry: StoredKey) => KeyDraft[],
    isStill: () => boolean = () => true,
    refusal: (entries: readonly StoredKey[]) => Failure | null = () => null,
  ): Promise<Result<ChangedTogether>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const unique = [...new Set(ids)];
    let gone = 0;
    const committed = await vault.commit(() => {
      if (!isStill()) return fail({ code: 'not-confirmed' });
      const entries = unique.map((id) => vault.keys.get(id)).filter((entry) => entry !== undefined);
      if (entries.length === 0) return fail({ code: 'key-not-found' });
      const refused = refusal(entries);
      if (refused) return fail(refused);
      gone = unique.length - entries.length;
      return ok(entries.flatMap(draftsFor));
    });
    return committed.ok ? ok({ gone, undo: undoNumber(committed.value) }) : committed;
  }

  /** The unsent changes of a key. */
  #unsentIn({ ledger }: KeyVault): UnsentOf {
    if (!this.#hasEndpoint()) return () => null;
    return (id) => unsentOf(ledger.entries.get(id));
  }

  /** The key after a change, unless the vault was locked or replaced meanwhile. */
  #keyNow(vault: KeyVault, id: string): Result<ApiKey> {
    const entry = vault.keys.get(id);
    return entry ? ok(toApiKey(entry, this.#unsentIn(vault)(id))) : fail({ code: 'key-not-found' });
  }

  #ruleContext(vault: KeyVault, record: ApiKeyRecord | null): RuleContext {
    return {
      now: this.#now(),
      isNameTaken: (name) => ![undefined, record?.id].includes(vault.idOfName(name)),
      isNameChosen: true,
      keptScopes: record?.scopes ?? [],
    };
  }

  /**
   * The vault was replaced by another version: the revision jumps by two, so that the window
   * fetches the list again.
   */
  followReplacement(): void {
    this.#revision += 2;
    this.#onChange({ revision: this.#revision, changed: [], removed: [] });
  }

  /** Follows the commits of the vault, from any source, and reports the changed keys. */
  followCommit(events: readonly CommittedEvent[]): void {
    // Every key may be unsent now.
    if (events.some(({ event }) => event === 'sync.reset')) return this.followReplacement();
    const vault = this.#vault();
    const ids = [...new Set(events.flatMap(changedKeys))];
    if (!vault || ids.length === 0) return;
    this.#revision += 1;
    const entries = ids.map((id) => vault.keys.get(id)).filter((entry) => entry !== undefined);
    const unsent = this.#unsentIn(vault);
    const changed = entries.map((entry) => toApiKey(entry, unsent(entry.record.id)));
    const removed = ids.filter((id) => !vault.keys.has(id));
    this.#onChange({ revision: this.#revision, changed, removed });
  }
}

/** What a form that does not ask for them leaves out. */
const completeFields = (fields: NewApiKey) => ({
  ...fields,
  owner: fields.owner ?? ADDED_FIELDS.owner,
  tags: fields.tags ?? ADDED_FIELDS.tags,
  rotateEvery: fields.rotateEvery ?? ADDED_FIELDS.rotateEvery,
});

function sealed(vault: KeyVault, id: string, secret: string) {
  const bytes = Buffer.from(secret);
  const sealedSecret = vault.sealSecret(id, bytes);
  bytes.fill(0);
  return sealedSecret;
}
