import type { ApiKey, Environment } from '../../shared/keys/api-key';
import type { StatusChoice } from '../../shared/keys/key-status';
import { assertNever } from '../../shared/lib/result';
import { parseScope } from '../../shared/keys/scopes';

// A model of the API Keys page, as simple as possible and without any code of the page: no index,
// no cache, every list computed from scratch.

/** Names in the expected order. */
export const NAMES = [
  'Äpfel',
  'azure',
  'bot',
  'Bot 2',
  'bot 10',
  'CRM sync',
  'Zoho',
  'zoho sync',
] as const;

/** The fields of a query; the words of it are tested by `fits`. */
export interface Query {
  text: string;
  statuses?: readonly StatusChoice[];
  environments?: readonly Environment[];
  /** resources, perhaps with a level */
  scopes?: readonly string[];
  fits?: (key: ApiKey) => boolean;
}

const has = (key: ApiKey, word: string): boolean =>
  [key.name, key.integration, key.note, ...key.scopes].some((text) =>
    text.toLowerCase().includes(word),
  );

/** Searches, each with its meaning. */
export const QUERIES: readonly Query[] = [
  { text: '' },
  { text: 'zoho', fits: (key) => has(key, 'zoho') },
  { text: 'BOT contacts', fits: (key) => has(key, 'bot') && has(key, 'contacts') },
  { text: 'messages:write', fits: (key) => key.scopes.includes('messages:write') },
  { text: 'scope:contacts', scopes: ['contacts'] },
  { text: 'scope:contacts:write', scopes: ['contacts:write'] },
  { text: 'environment:test', environments: ['test'] },
  { text: 'status:inactive', statuses: ['disabled', 'expired'] },
  { text: 'status:expired', statuses: ['expired'] },
  { text: 'no key has this', fits: () => false },
];

export const COLUMNS = [
  'name',
  'scopes',
  'status',
  'createdAt',
  'lastUsedAt',
  'expiresAt',
] as const;
export type Column = (typeof COLUMNS)[number];

/** The keys and choices that an administrator sees. */
export class KeyListModel {
  readonly keys = new Map<string, ApiKey>();
  now: number;
  query: Query = QUERIES[0]!;
  statuses = new Set<StatusChoice>();
  environments = new Set<Environment>();
  scopes = new Set<string>();
  order: { column: Column; descending: boolean } = { column: 'createdAt', descending: true };
  hideInactive = false;
  selected = new Set<string>();
  /** the row last selected or deselected: the start of a range */
  anchor: string | null = null;

  constructor(now: number) {
    this.now = now;
  }

  statusOf({ enabled, expiresAt }: ApiKey): StatusChoice {
    if (!enabled) return 'disabled';
    return expiresAt !== null && Date.parse(expiresAt) <= this.now ? 'expired' : 'active';
  }

  /** The keys on the page, in their order. */
  shown(): ApiKey[] {
    const { column, descending } = this.order;
    const ascending = [...this.keys.values()]
      .filter((key) => this.#fits(key))
      .toSorted((a, b) => this.#compare(column, a, b) || (a.id < b.id ? -1 : 1));
    if (column !== 'status') return descending ? ascending.toReversed() : ascending;
    // Within one status, names go up in both directions.
    const groups = (['active', 'expired', 'disabled'] as const).map((status) =>
      ascending.filter((key) => this.statusOf(key) === status),
    );
    return (descending ? groups.toReversed() : groups).flat();
  }

  /** Deleted keys leave the selection. Call it after every step. */
  settle(): void {
    this.selected = new Set([...this.selected].filter((id) => this.keys.has(id)));
  }

  /** All keys on the page, or none of them; those out of view stay as they are. */
  selectAll(isSelected: boolean): void {
    for (const { id } of this.shown()) {
      if (isSelected) this.selected.add(id);
      else this.selected.delete(id);
    }
  }

  /** The search box holds all filters, so a new text replaces them. */
  search(query: Query): void {
    this.query = query;
    this.statuses = new Set(query.statuses);
    this.environments = new Set(query.environments);
    this.scopes = new Set(query.scopes);
  }

  clearFilters(): void {
    this.search(QUERIES[0]!);
  }

  /** The state after a lock: the keys and the preferences. */
  lock(): void {
    this.clearFilters();
    this.order = { column: 'createdAt', descending: true };
    this.selected = new Set();
    this.anchor = null;
  }

  select(id: string, isSelected: boolean, range: boolean): void {
    const ids = this.shown().map((key) => key.id);
    const [from, to] = [ids.indexOf(this.anchor ?? ''), ids.indexOf(id)].toSorted((a, b) => a - b);
    const touched = range && from !== undefined && from >= 0 ? ids.slice(from, to! + 1) : [id];
    this.anchor = id;
    for (const each of touched) {
      if (isSelected) this.selected.add(each);
      else this.selected.delete(each);
    }
  }

  #fits(key: ApiKey): boolean {
    const status = this.statusOf(key);
    if (this.query.fits?.(key) === false) return false;
    if (this.statuses.size > 0 && !this.statuses.has(status)) return false;
    if (this.environments.size > 0 && !this.environments.has(key.environment)) return false;
    const named = key.scopes.flatMap((scope) => [scope, parseScope(scope)?.resource ?? '']);
    if (this.scopes.size > 0 && !named.some((scope) => this.scopes.has(scope))) return false;
    return this.statuses.size > 0 || !this.hideInactive || status === 'active';
  }

  #compare(column: Column, a: ApiKey, b: ApiKey): number {
    const place = (name: string) => (NAMES as readonly string[]).indexOf(name);
    switch (column) {
      case 'name':
      case 'status':
        return place(a.name) - place(b.name);
      case 'scopes':
        return order(a.scopes.join('\n'), b.scopes.join('\n'));
      case 'createdAt':
        return order(a.createdAt, b.createdAt);
      case 'lastUsedAt':
        return order(a.lastUsedAt ?? '', b.lastUsedAt ?? '');
      case 'expiresAt':
        return order(a.expiresAt ?? '~', b.expiresAt ?? '~');
      default:
        return assertNever(column);
    }
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
