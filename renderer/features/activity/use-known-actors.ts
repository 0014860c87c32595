import { useState } from 'react';
import type { ActivityEntry } from '../../../shared/activity/activity';

/** All actors seen in the activity so far, by name. A filter must not remove its own choices. */
export function useKnownActors(entries: readonly ActivityEntry[]): readonly string[] {
  const [known, setKnown] = useState<readonly string[]>([]);
  const news = new Set(entries.map(({ actor }) => actor).filter((actor) => !known.includes(actor)));
  if (news.size === 0) return known;
  const all = [...known, ...news].toSorted();
  setKnown(all);
  return all;
}
