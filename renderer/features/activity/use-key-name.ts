import { useState } from 'react';
import type { ActivityEntry } from '../../../shared/activity/activity';

/**
 * The name of the key that the page is about, from its newest entry. It is kept when a search finds
 * no entry.
 */
export function useKeyName(entries: readonly ActivityEntry[]): string {
  const [known, setKnown] = useState('');
  const name = entries[0]?.key?.name ?? '';
  if (name === '' || name === known) return known;
  setKnown(name);
  return name;
}
