import { integrationIdentity } from '../../../../shared/keys/integration-identity';
import { orderOf } from '../store/key-entry';
import type { KeyEntry } from '../store/key-entry';

/** The keys of one integration, which stand together. */
export interface KeyGroup {
  /** two spellings of one integration have the same */
  identity: string;
  /** the first spelling; empty for keys without an integration */
  name: string;
  entries: readonly KeyEntry[];
}

/**
 * The entries by integration: groups in the order of their names, those without one last, and the
 * entries of each in the order in which they were.
 */
export function groupByIntegration(entries: readonly KeyEntry[]): KeyGroup[] {
  const bySpelling = new Map<string, KeyEntry[]>();
  const groups = new Map<string, KeyGroup & { entries: KeyEntry[] }>();
  for (const entry of entries) {
    const { integration } = entry.key;
    const known = bySpelling.get(integration);
    if (known) {
      known.push(entry);
      continue;
    }
    const identity = integrationIdentity(integration);
    const group = groups.get(identity) ?? { identity, name: integration.trim(), entries: [] };
    group.entries.push(entry);
    groups.set(identity, group);
    bySpelling.set(integration, group.entries);
  }
  return [...groups.values()]
    .map((group) => ({ group, order: group.identity === '' ? '\uffff' : orderOf(group.name) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ group }) => group);
}

/** A row of the table: a key, or the head of a group. */
export type TableRow = KeyEntry | KeyGroup;

export const isGroup = (row: TableRow): row is KeyGroup => 'identity' in row;
export const isKey = (row: TableRow): row is KeyEntry => !isGroup(row);

/** The rows of the groups: the head of each, and the keys of those that are not closed. */
export const rowsOf = (groups: readonly KeyGroup[], closed: ReadonlySet<string>): TableRow[] =>
  groups.flatMap((group) => (closed.has(group.identity) ? [group] : [group, ...group.entries]));
