import type { ApiKey } from '../../shared/api-key';
import type { Random } from '../support/random';
import type { AppUnderFire } from './app-under-fire';

/** One computer as it can be worked on: the real app, or its rules without a window. */
export type Computer = Pick<AppUnderFire, 'request' | 'keys'>;

const NAMES = Array.from({ length: 30 }, (_, index) => `Integration ${index}`);
const SCOPES = ['bots:read', 'contacts:read', 'messages:read', 'tags:read', 'teams:read'];

/**
 * What was done on any of the computers, and so what must be true in the end. Access is only ever taken away after a
 * key was created: whatever was taken away must stay away, in whichever order the computers hear of it.
 */
export class ExpectedSync {
  readonly created = new Set<string>();
  readonly secrets: string[] = [];
  readonly #deleted = { surely: new Set<string>(), maybe: new Set<string>() };
  readonly #disabled = new Set<string>();
  readonly #taken = new Map<string, Set<string>>();
  readonly #notes = new Map<string, Set<string>>();
  acknowledged = 0;

  /** Does something on one computer, and remembers what was acknowledged. Throws when the app is gone. */
  async act(app: Computer, random: Random, keys: readonly ApiKey[]): Promise<void> {
    const dice = random.next();
    const key = keys.length > 0 ? random.pick(keys) : null;
    if (!key || dice < 0.3) return this.#create(app, random);
    if (dice < 0.35 && keys.length > 15) return this.#delete(app, key.id);
    if (dice < 0.5) return this.#disable(app, key.id);
    if (dice < 0.75 && key.scopes.length > 1) return this.#takeScope(app, random, key);
    if (dice < 0.8) return this.#rotate(app, key.id);
    return this.#write(app, random, key.id);
  }

  /** What is wrong with the keys that all computers ended with, in words. */
  problemsWith(keys: readonly ApiKey[]): string[] {
    const byId = new Map(keys.map((key) => [key.id, key]));
    const problems: string[] = [];
    for (const id of this.created) {
      if (!byId.has(id) && !this.#deleted.maybe.has(id)) problems.push(`${id} is lost`);
    }
    for (const id of this.#deleted.surely) if (byId.has(id)) problems.push(`${id} has come back`);
    for (const id of this.#disabled) {
      if (byId.get(id)?.enabled) problems.push(`${id} is enabled again`);
    }
    for (const [id, taken] of this.#taken) {
      for (const scope of byId.get(id)?.scopes ?? []) {
        if (taken.has(scope)) problems.push(`${id} has ${scope} again`);
      }
    }
    for (const [id, notes] of this.#notes) {
      const key = byId.get(id);
      if (key && !notes.has(key.note)) problems.push(`${id} has a note that nobody wrote`);
    }
    const names = keys.map(({ name }) => name.toLowerCase());
    if (new Set(names).size !== names.length) problems.push('two keys have one name');
    return problems;
  }

  async #create(app: Computer, random: Random): Promise<void> {
    const result = await app.request('keys:create', {
      name: random.pick(NAMES),
      integration: '',
      note: '',
      environment: 'live',
      scopes: SCOPES.filter(() => random.chance(0.8)).concat('users:read'),
      expiresAt: null,
      allowedIps: [],
    });
    // The name may be taken here already.
    if (!result.ok) return;
    this.acknowledged += 1;
    this.created.add(result.value.apiKey.id);
    this.secrets.push(result.value.secret);
  }

  async #delete(app: Computer, id: string): Promise<void> {
    this.#deleted.maybe.add(id);
    const result = await app.request('keys:delete', { ids: [id] });
    if (!result.ok) return;
    this.acknowledged += 1;
    this.#deleted.surely.add(id);
  }

  async #disable(app: Computer, id: string): Promise<void> {
    const result = await app.request('keys:set-enabled', { ids: [id], enabled: false });
    if (!result.ok) return;
    this.acknowledged += 1;
    this.#disabled.add(id);
  }

  async #takeScope(app: Computer, random: Random, key: ApiKey): Promise<void> {
    const scope = random.pick(key.scopes);
    const scopes = key.scopes.filter((other) => other !== scope);
    const result = await app.request('keys:update', { id: key.id, changes: { scopes } });
    if (!result.ok) return;
    this.acknowledged += 1;
    const taken = this.#taken.get(key.id) ?? new Set();
    this.#taken.set(key.id, taken.add(scope));
  }

  async #rotate(app: Computer, id: string): Promise<void> {
    const result = await app.request('keys:rotate', { id, grace: 'day' });
    if (!result.ok) return;
    this.acknowledged += 1;
    this.secrets.push(result.value.secret);
  }

  async #write(app: Computer, random: Random, id: string): Promise<void> {
    const note = `note ${random.between(0, 1_000_000)}`;
    const old = (await app.keys()).find((key) => key.id === id)?.note;
    const notes = this.#notes.get(id) ?? new Set(old === undefined ? [] : [old]);
    this.#notes.set(id, notes.add(note));
    const result = await app.request('keys:update', { id, changes: { note } });
    if (result.ok) this.acknowledged += 1;
  }
}
