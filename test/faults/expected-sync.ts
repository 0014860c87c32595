import type { ApiKey } from '../../shared/keys/api-key';
import { isRangeWithin } from '../../shared/keys/ip-range';
import { NO_ADDRESS } from '../../shared/sync/merge';
import type { Random } from '../support/random';
import type { Computer } from './computer';
import { ExpectedNotes } from './expected-notes';

const NAMES = Array.from({ length: 30 }, (_, index) => `Integration ${index}`);
const SCOPES = ['bots:read', 'contacts:read', 'messages:read', 'tags:read', 'teams:read'];

const DAY_MS = 86_400_000;
/** Far ahead of every clock, so that an earlier expiry than any present one can still be chosen. */
const EARLIEST_END = Date.parse('2040-01-01T00:00:00.000Z');

/**
 * The actions on all computers, and so what must hold in the end. After its creation a key's access
 * is only reduced: no reduction may be undone, in whatever order the computers sync.
 */
export class ExpectedSync {
  readonly created = new Set<string>();
  readonly secrets: string[] = [];
  readonly #deleted = { surely: new Set<string>(), maybe: new Set<string>() };
  readonly #disabled = new Set<string>();
  readonly #taken = new Map<string, Set<string>>();
  readonly #notes = new ExpectedNotes();
  /** the earliest acknowledged expiry */
  readonly #ends = new Map<string, string>();
  readonly #addresses = new Map<string, string[][]>();
  readonly #restored = new Set<string>();
  acknowledged = 0;

  /**
   * Performs an action on one computer, and stores what was acknowledged. Throws when the app is
   * gone.
   */
  async act(app: Computer, random: Random, keys: readonly ApiKey[]): Promise<void> {
    const dice = random.next();
    const key = keys.length > 0 ? random.pick(random.chance(0.5) ? oldest(keys) : keys) : null;
    if (!key || dice < 0.25) return this.#create(app, random);
    if (dice < 0.3 && keys.length > 15) return this.#delete(app, random.pick(keys).id);
    if (dice < 0.4) return this.#disable(app, key.id);
    if (dice < 0.55 && key.scopes.length > 1) return this.#takeScope(app, random, key);
    if (dice < 0.6) return this.#rotate(app, key.id);
    if (dice < 0.7) return this.#endSooner(app, random, key);
    if (dice < 0.8 && !key.allowedIps.includes(NO_ADDRESS)) return this.#narrow(app, random, key);
    return this.#write(app, random, key.id);
  }

  /**
   * A restore may give a key more access again; from then on only equality of all computers is
   * expected.
   */
  restored(id: string): void {
    this.#restored.add(id);
  }

  /**
   * Compares the keys that all computers ended with.
   *
   * @param replaced every note that some computer's activity has as a replaced value
   */
  problemsWith(keys: readonly ApiKey[], replaced: ReadonlySet<string>): string[] {
    const byId = new Map(keys.map((key) => [key.id, key]));
    const problems: string[] = [];
    const left = <T>(ids: Iterable<T>, idOf: (one: T) => string) =>
      [...ids].filter((one) => !this.#restored.has(idOf(one)));
    const ids = (set: ReadonlySet<string>) => left(set, (id) => id);
    const entries = <T>(map: ReadonlyMap<string, T>) => left(map, ([id]) => id);
    for (const id of ids(this.created)) {
      if (!byId.has(id) && !this.#deleted.maybe.has(id)) problems.push(`${id} is lost`);
    }
    for (const id of ids(this.#deleted.surely))
      if (byId.has(id)) problems.push(`${id} has come back`);
    for (const id of ids(this.#disabled)) {
      if (byId.get(id)?.enabled) problems.push(`${id} is enabled again`);
    }
    for (const [id, taken] of entries(this.#taken)) {
      for (const scope of byId.get(id)?.scopes ?? []) {
        if (taken.has(scope)) problems.push(`${id} has ${scope} again`);
      }
    }
    for (const [id, end] of entries(this.#ends)) {
      const key = byId.get(id);
      if (key && (key.expiresAt === null || key.expiresAt > end)) problems.push(`${id} ends later`);
    }
    for (const [id, lists] of entries(this.#addresses)) {
      const ranges = byId.get(id)?.allowedIps ?? [NO_ADDRESS];
      const isInside = (range: string) =>
        range === NO_ADDRESS ||
        lists.every((list) => list.some((outer) => isRangeWithin(range, outer)));
      if (ranges.length === 0 || !ranges.every(isInside)) {
        problems.push(`${id} may be used from more addresses`);
      }
    }
    problems.push(...this.#notes.problemsWith(byId, replaced, this.#restored));
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
      allowedIps: random.chance(0.5) ? [] : ['203.0.0.0/16'],
    });
    // The name may exist here already.
    if (!result.ok) return;
    this.acknowledged += 1;
    this.created.add(result.value.apiKey.id);
    this.#keepSecret(result.value.secret);
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
    const result = await app.request('keys:rotate', { id, grace: 'day', cutsShort: null });
    if (!result.ok) return;
    this.acknowledged += 1;
    this.#keepSecret(result.value.secret);
  }

  /**
   * Secrets are searched for wherever they must not be; without this list the search would find
   * nothing.
   */
  #keepSecret(secret: string | null): void {
    if (secret === null) throw new Error('the page was given no secret');
    this.secrets.push(secret);
  }

  async #endSooner(app: Computer, random: Random, { id, expiresAt }: ApiKey): Promise<void> {
    const before = expiresAt === null ? EARLIEST_END + 2_000 * DAY_MS : Date.parse(expiresAt);
    const end = new Date(before - random.between(1, 10) * DAY_MS).toISOString();
    const result = await app.request('keys:update', { id, changes: { expiresAt: end } });
    if (!result.ok) return;
    this.acknowledged += 1;
    const earliest = this.#ends.get(id) ?? end;
    this.#ends.set(id, earliest < end ? earliest : end);
  }

  async #narrow(app: Computer, random: Random, { id, allowedIps }: ApiKey): Promise<void> {
    const range =
      allowedIps.length === 0
        ? `203.${random.between(0, 1)}.0.0/16`
        : halfOf(random.pick(allowedIps), random.chance(0.5));
    const changes = { allowedIps: [range] };
    const result = await app.request('keys:update', { id, changes });
    if (!result.ok) return;
    this.acknowledged += 1;
    this.#addresses.set(id, [...(this.#addresses.get(id) ?? []), changes.allowedIps]);
  }

  async #write(app: Computer, random: Random, id: string): Promise<void> {
    const note = `note ${random.between(0, 1_000_000_000)}`;
    const old = (await app.keys()).find((key) => key.id === id)?.note;
    this.#notes.tried(id, note, old);
    const result = await app.request('keys:update', { id, changes: { note } });
    if (!result.ok) return;
    this.acknowledged += 1;
    this.#notes.acknowledged(id, note, old);
  }
}

/** Few enough for several computers to change the same ones at the same time. */
const oldest = (keys: readonly ApiKey[]): ApiKey[] =>
  keys.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 5);

/** The lower or the upper half of an IPv4 range; the range itself when it is one address. */
function halfOf(range: string, isUpper: boolean): string {
  const [address = '', bits = '32'] = range.split('/');
  const prefix = Number(bits);
  if (prefix === 32) return range;
  const number = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const half = number + (isUpper ? 2 ** (31 - prefix) : 0);
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(half / 2 ** shift) % 256);
  return `${bytes.join('.')}/${prefix + 1}`;
}
