import { filterTextOf } from '../keys/key-filter';
import type { KeyFilter } from '../keys/key-filter';
import { parseFilter } from '../keys/filter-language';
import type { ReportScope } from './report';

/**
 * What a report of the keys on the page is about: their filter, where a text says it exactly, else these very keys
 * and what they were shown for.
 *
 * @param ids of the keys that are shown
 */
export function shownScope(
  filter: KeyFilter,
  hideInactive: boolean,
  ids: () => string[],
): ReportScope {
  const typed = filter.query.trim();
  if (isSaidByText(filter)) {
    const text = filterTextOf(filter, hideInactive);
    return text === '' ? { kind: 'all' } : { kind: 'filter', filter: text };
  }
  // Of the keys of a finding those that are hidden otherwise are shown too.
  const chosen = filterTextOf({ ...filter, query: '' }, false);
  const hidesInactive =
    hideInactive &&
    filter.finding === null &&
    filter.statuses.size === 0 &&
    parseFilter(typed).statuses.length === 0;
  return {
    kind: 'selection',
    ids: ids(),
    shownFor: {
      finding: filter.finding?.code ?? null,
      filters: [hidesInactive ? 'status:active' : '', chosen, typed].filter((text) => text !== ''),
    },
  };
}

/**
 * A finding has no word in the filter language; what is half typed is refused there; and of a field that is chosen
 * and typed too both must hold, while two values in one text are alternatives.
 */
function isSaidByText({ query, statuses, environments, resources, finding }: KeyFilter): boolean {
  const typed = parseFilter(query);
  return (
    finding === null &&
    typed.problems.length === 0 &&
    (statuses.size === 0 || typed.statuses.length === 0) &&
    (environments.size === 0 || typed.environments.length === 0) &&
    (resources.size === 0 || typed.scopes.length === 0)
  );
}
