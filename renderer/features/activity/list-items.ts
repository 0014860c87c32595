import type { ActivityEntry } from '../../../shared/activity/activity';

/** The items of the list: a heading for each local day, followed by its entries. */
export type ListItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'entry'; key: number; entry: ActivityEntry }
  | { kind: 'foot'; key: 'foot' };

/** @param entries newest first */
export function listItems(entries: readonly ActivityEntry[]): ListItem[] {
  const items: ListItem[] = [];
  let day: string | null = null;
  for (const entry of entries) {
    const at = Date.parse(entry.at);
    const own = new Date(at).toDateString();
    // After a clock was set back, one day can appear twice. The number makes the keys of the
    // headings unique.
    if (own !== day) items.push({ kind: 'day', key: `${own} ${entry.sequence}`, at });
    day = own;
    items.push({ kind: 'entry', key: entry.sequence, entry });
  }
  items.push({ kind: 'foot', key: 'foot' });
  return items;
}
