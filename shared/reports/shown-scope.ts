import { filterTextOf } from '../keys/key-filter';
import type { KeyFilter } from '../keys/key-filter';
import { parseFilter } from '../keys/filter-language';
import type { ReportScope } from './report';

/**
 * The scope of a report about the keys on the page: their filter, if a text can express it exactly;
 * otherwise the ids, with a description. A text cannot express a finding, and an incomplete term.
 *
 * @param ids of the shown keys
 */
export function shownScope(
  filter: KeyFilter,
  hideInactive: boolean,
  ids: () => string[],
): ReportScope {
  const text = filterTextOf(filter, hideInactive);
  if (filter.finding === null && parseFilter(text).problems.length === 0) {
    return text === '' ? { kind: 'all' } : { kind: 'filter', filter: text };
  }
  const finding = filter.finding?.code ?? null;
  // An incomplete term is searched as it was typed, next to the one that hides inactive keys.
  const typed = filter.query.trim();
  const hiding = text === typed ? '' : filterTextOf({ ...filter, query: '' }, hideInactive);
  return {
    kind: 'selection',
    ids: ids(),
    shownFor: { finding, filters: [hiding, typed].filter((each) => each !== '') },
  };
}
