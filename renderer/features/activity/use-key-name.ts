import { useState } from 'react';
import type { ActivityEntry } from '../../../shared/activity/activity';

/** What the key that the newest entry is about is called: still known when a search leaves no entry. */
export function useKeyName(entries: readonly ActivityEntry[]): string {
  const [known, setKnown] = useState('');
  const name = entries[0]?.key?.name ?? '';
  if (name === '' || name === known) return known;
  setKnown(name);
  return name;
}
