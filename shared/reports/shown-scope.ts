import { filterTextOf } from '../keys/key-filter';
import type { KeyFilter } from '../keys/key-filter';
import { parseFilter } from '../keys/filter-language';
import type { ReportScope } from './report';

/**
 * The scope of a report about the keys on the page: their filter, if a text can express it exactly;
 * otherwise the ids, with a description.
 *
 * @param ids of the shown keys
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
  // A finding shows also those of its keys that are hidden otherwise.
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
 * A text cannot express: a finding; an incomplete term; a field that is both chosen and typed,
 * because both must match while values in one text are alternatives.
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
