import type { ActivityEntry } from '../../../shared/activity/activity';

/** What the list is made of: a heading for each day of local time, and its entries. */
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
    // A clock that was set back begins the same day twice: the number keeps the headings apart.
    if (own !== day) items.push({ kind: 'day', key: `${own} ${entry.sequence}`, at });
    day = own;
    items.push({ kind: 'entry', key: entry.sequence, entry });
  }
  items.push({ kind: 'foot', key: 'foot' });
  return items;
}
