import type { ActivityEntry, ActivityFilter } from '../../shared/activity/activity';
import { searchFold } from '../../shared/keys/name-identity';
import { t } from '../lib/messages';

/** Makes the test for an entry. Every word of the search must occur. */
export function makeActivityTest(filter: ActivityFilter): (entry: ActivityEntry) => boolean {
  const events = new Set<string>(filter.events);
  const actors = new Set(filter.actors);
  const origins = new Set<string>(filter.origins);
  const { keyId } = filter;
  const since = filter.since === null ? Number.NEGATIVE_INFINITY : Date.parse(filter.since);
  const until = filter.until === null ? Number.POSITIVE_INFINITY : Date.parse(filter.until);
  const { within } = filter;
  const words = filter.query.split(/\s+/).filter(Boolean).map(searchFold);
  const searchTextOf = searchTexts();
  return (entry) => {
    if (events.size > 0 && !events.has(entry.event)) return false;
    if (keyId !== null && entry.key?.id !== keyId) return false;
    if (actors.size > 0 && !actors.has(entry.actor)) return false;
    if (origins.size > 0 && !origins.has(entry.origin ?? 'unknown')) return false;
    const { sequence, origin } = entry;
    const isOutside = within !== null && (sequence < within.first || sequence > within.last);
    if (isOutside || (within !== null && origin !== 'endpoint')) return false;
    const at = Date.parse(entry.at);
    if (at < since || at > until) return false;
    if (words.length === 0) return true;
    const text = searchTextOf(entry);
    return words.every((word) => text.includes(word));
  };
}

/** Makes the searchable text of an entry: the words on screen and the changed values. */
function searchTexts(): (entry: ActivityEntry) => string {
  const titles = t('activity.events', { returnObjects: true });
  const origins = t('activity.origins', { returnObjects: true });
  return ({ event, key, actor, origin, changes, detail }) => {
    const values = changes.flatMap(({ before, after }) => [before, after]);
    // Rows do not show the window as origin, because most events have it.
    const through = origin === null || origin === 'window' ? '' : origins[origin];
    return [titles[event], key?.name, actor, through, ...values.flat(), JSON.stringify(detail)]
      .map((value) => searchFold(String(value ?? '')))
      .join('\n');
  };
}
