import { v7 as uuidv7 } from 'uuid';
import type { ApiKey, ApiKeyChanges, ApiKeyRecord, NewApiKey } from '../../shared/api-key';
import type { GracePeriod } from '../../shared/grace-period';
import { GRACE_MS } from '../../shared/grace-period';
import type { RuleContext } from '../../shared/key-rules';
import { checkKeyFields } from '../../shared/key-rules';
import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import { hintOf } from '../../shared/secret-format';
import type { KeyUsage } from '../../shared/usage';
import type { Newest, Part } from './key-lists';
import { NEWEST, newestOf, partOf, toApiKey } from './key-lists';
import type { CommittedEvent, KeyDraft, KeyEntry, KeyVault } from './key-vault';
import { generateSecret, hashSecret } from './secret';

/** What changed in the list of keys; `revision` grows by one with every change. */
export interface KeysChange {
  revision: number;
  changed: ApiKey[];
  removed: string[];
}

/** The rules of API keys: what may be created, changed and deleted, on whichever vault is unlocked. */
export class ApiKeys {
  readonly #vault: () => KeyVault | null;
  readonly #now: () => number;
  readonly #onChange: (change: KeysChange) => void;
  #revision = 0;

  /**
   * @param options.vault the unlocked vault, or null
   * @param options.onChange called once for each change, whoever caused it, after it is durable
   */
  constructor(options: {
    vault: () => KeyVault | null;
    now: () => number;
    onChange: (change: KeysChange) => void;
  }) {
    this.#vault = options.vault;
    this.#now = options.now;
    this.#onChange = options.onChange;
  }

  /** The first rows of the page: the newest keys, and how many there are. */
  newest(hideInactive: boolean): Result<{ revision: number } & Newest> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const revision = this.#revision;
    if (hideInactive) {
      return ok({ revision, ...newestOf(vault.keys.values(), hideInactive, this.#now()) });
    }
    const { keys, total } = vault.newest(NEWEST);
    return ok({ revision, ...newestOf(keys, hideInactive, this.#now()), shown: total, total });
  }

  /** A part of all keys, in no order that matters. The parts are of one list while the revision is the same. */
  async list(from = 0): Promise<Result<{ revision: number } & Part>> {
    await this.#vault()?.readKeys();
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    return ok({ revision: this.#revision, ...partOf(vault.keys.values(), from) });
  }

  /** What is known of all keys. */
  records(): Result<{ keys: ApiKeyRecord[] }> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    return ok({ keys: Array.from(vault.keys.values(), ({ record }) => record) });
  }

  /** How often a key was used, or null when no endpoint has told it. */
  usage(id: string): Result<KeyUsage | null> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    return vault.keys.has(id) ? ok(vault.usage.get(id) ?? null) : fail({ code: 'key-not-found' });
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
        ...fields,
        enabled: true,
        createdAt: at,
        updatedAt: at,
        lastUsedAt: null,
        createdBy: vault.actor,
        hint: hintOf(secret),
        secretHash: hashSecret(secret),
        previousSecret: null,
      };
      const sealedSecret = sealed(vault, id, secret);
      return ok([{ event: 'key.created', keyId: id, change: { record, sealedSecret } }]);
    });
    if (!committed.ok) return committed;
    const apiKey = keyNow(vault, id);
    return apiKey.ok ? ok({ apiKey: apiKey.value, secret }) : apiKey;
  }

  /** Changes the given fields of a key; its secret stays. */
  async update(id: string, changes: ApiKeyChanges): Promise<Result<ApiKey>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const committed = await vault.commit(() => {
      const entry = vault.keys.get(id);
      if (!entry) return fail({ code: 'key-not-found' });
      const wanted = { ...changes };
      // A key that has expired may be edited without being given a new date.
      if (wanted.expiresAt === entry.record.expiresAt) delete wanted.expiresAt;
      // Nor need a name from elsewhere, or from before a rule, be given up for another change.
      if (wanted.name === entry.record.name) delete wanted.name;
      const { fields, problems } = checkKeyFields(wanted, this.#ruleContext(vault, entry.record));
      if (problems.length > 0) return fail({ code: 'invalid-key', problems });
      return ok(this.#updateDraft(entry, fields));
    });
    if (!committed.ok) return committed;
    return keyNow(vault, id);
  }

  /** Gives a key a new secret, which is returned this once. The old one still counts for the time of grace. */
  async rotate(
    id: string,
    grace: GracePeriod,
  ): Promise<Result<{ apiKey: ApiKey; secret: string }>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    let secret = '';
    const committed = await vault.commit(() => {
      const entry = vault.keys.get(id);
      if (!entry) return fail({ code: 'key-not-found' });
      secret = generateSecret(entry.record.environment);
      const now = this.#now();
      const { secretHash, hint, previousSecret, updatedAt } = entry.record;
      const validUntil = new Date(now + GRACE_MS[grace]).toISOString();
      const after = {
        secretHash: hashSecret(secret),
        hint: hintOf(secret),
        previousSecret: grace === 'none' ? null : { hash: secretHash, validUntil },
        updatedAt: new Date(now).toISOString(),
      };
      const before = { secretHash, hint, previousSecret, updatedAt };
      const sealedSecret = sealed(vault, id, secret);
      return ok([{ event: 'key.rotated', keyId: id, change: { before, after, sealedSecret } }]);
    });
    if (!committed.ok) return committed;
    const apiKey = keyNow(vault, id);
    return apiKey.ok ? ok({ apiKey: apiKey.value, secret }) : apiKey;
  }

  /** Activates or deactivates keys, all or none. */
  async setEnabled(ids: readonly string[], enabled: boolean): Promise<Result<void>> {
    return this.#changeAll(ids, (entry) => this.#updateDraft(entry, { enabled }));
  }

  /** Deletes keys, all or none. */
  async delete(ids: readonly string[]): Promise<Result<void>> {
    return this.#changeAll(ids, ({ record }) => [
      { event: 'key.deleted', keyId: record.id, change: { before: record } },
    ]);
  }

  async #changeAll(
    ids: readonly string[],
    draftsFor: (entry: KeyEntry) => KeyDraft[],
  ): Promise<Result<void>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const unique = [...new Set(ids)];
    const committed = await vault.commit(() => {
      const entries = unique.map((id) => vault.keys.get(id));
      if (!entries.every((entry) => entry !== undefined)) return fail({ code: 'key-not-found' });
      return ok(entries.flatMap(draftsFor));
    });
    return committed.ok ? ok(undefined) : committed;
  }

  /** What an update records: only fields whose value really changes; nothing when none does. */
  #updateDraft({ record }: KeyEntry, fields: ApiKeyChanges): KeyDraft[] {
    const changed = Object.entries(fields).filter(
      ([field, value]) =>
        value !== undefined &&
        JSON.stringify(value) !== JSON.stringify(record[field as keyof ApiKeyRecord]),
    );
    if (changed.length === 0) return [];
    const updatedAt = new Date(this.#now()).toISOString();
    const after: Partial<ApiKeyRecord> = { ...Object.fromEntries(changed), updatedAt };
    const names = Object.keys(after) as (keyof ApiKeyRecord)[];
    const before = Object.fromEntries(names.map((name) => [name, record[name]]));
    return [{ event: 'key.updated', keyId: record.id, change: { before, after } }];
  }

  #ruleContext(vault: KeyVault, record: ApiKeyRecord | null): RuleContext {
    return {
      now: this.#now(),
      isNameTaken: (name) => ![undefined, record?.id].includes(vault.idOfName(name)),
      isNameChosen: true,
      keptScopes: record?.scopes ?? [],
    };
  }

  /** The vault is another version of itself: the revision jumps, so that the window asks for the list again. */
  followReplacement(): void {
    this.#revision += 2;
    this.#onChange({ revision: this.#revision, changed: [], removed: [] });
  }

  /** Hears what the vault has committed, whoever made it, and tells of the keys that changed. */
  followCommit(events: readonly CommittedEvent[]): void {
    const vault = this.#vault();
    const ids = [...new Set(events.flatMap(changedKeys))];
    if (!vault || ids.length === 0) return;
    this.#revision += 1;
    const entries = ids.map((id) => vault.keys.get(id)).filter((entry) => entry !== undefined);
    const changed = entries.map(toApiKey);
    const removed = ids.filter((id) => !vault.keys.has(id));
    this.#onChange({ revision: this.#revision, changed, removed });
  }
}

function sealed(vault: KeyVault, id: string, secret: string) {
  const bytes = Buffer.from(secret);
  const sealedSecret = vault.sealSecret(id, bytes);
  bytes.fill(0);
  return sealedSecret;
}

/** The keys that an event changed, if any: reading a secret changes none. */
function changedKeys({ event, keyId, change }: CommittedEvent): string[] {
  if (event === 'usage.received') {
    const { entries } = change as { entries: readonly { id: string }[] };
    return entries.map(({ id }) => id);
  }
  return keyId !== null && event.startsWith('key.') ? [keyId] : [];
}

/** The key as it is after a change of it, unless the vault has let go of it meanwhile. */
function keyNow(vault: KeyVault, id: string): Result<ApiKey> {
  const entry = vault.keys.get(id);
  return entry ? ok(toApiKey(entry)) : fail({ code: 'key-not-found' });
}
