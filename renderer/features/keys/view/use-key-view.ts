import { useEffect, useMemo, useState } from 'react';
import { risksOf } from '../../../../shared/keys/risks';
import type { RiskCode } from '../../../../shared/keys/risks';
import { usePreferences } from '../../../bridge/preferences';
import { replaceAddress } from '../../../ui/hooks/page-address';
import { screenTime, useOfMinute } from '../../../ui/hooks/now';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { entryOf } from '../store/key-entry';
import type { KeyEntry } from '../store/key-entry';
import type { ShownList } from '../store/key-store';
import { isFiltering, makeTest, NO_FILTER } from '../../../../shared/keys/key-filter';
import type { KeyFilter } from '../../../../shared/keys/key-filter';
import { groupByIntegration } from './key-groups';
import type { KeyGroup } from './key-groups';
import { changesWithTime, DEFAULT_ORDER } from './key-view';
import type { KeptView } from './kept-view';
import type { KeyOrder } from './key-view';

export interface KeyView {
  entries: readonly KeyEntry[];
  /** the number of entries in the view: more than have arrived while the list is loading */
  shown: number;
  filter: KeyFilter;
  setFilter: (filter: KeyFilter) => void;
  order: KeyOrder;
  setOrder: (order: KeyOrder) => void;
  /** whether the keys of an integration stand together */
  grouped: boolean;
  /** the groups of the entries, in their order; null: they are not grouped */
  groups: readonly KeyGroup[] | null;
  setGrouped: (grouped: boolean) => void;
  hideInactive: boolean;
  setHideInactive: (hide: boolean) => void;
  /** whether a search or a filter is set, apart from hiding inactive keys */
  filtering: boolean;
  /** the number of matching keys that are hidden as inactive; computed only when no key is shown */
  hiddenMatches: number;
  showAll: () => void;
  /** whether all these keys would be shown */
  wouldShow: (keys: readonly ApiKey[]) => boolean;
  /** clears only the filters that hide any of these keys */
  makeRoomFor: (keys: readonly ApiKey[]) => void;
}

/**
 * The search, filters and order, and the keys that result. Whether inactive keys are hidden is a
 * preference.
 *
 * @param kept how the page was left; kept up to date. A finding of the Security check is computed
 * again each time it is opened.
 */
export function useKeyView(list: ShownList, check: RiskCode | null, kept: KeptView = {}): KeyView {
  const { preferences, change } = usePreferences();
  const [filter, setFilter] = useState(() =>
    check === null ? (kept.filter ?? NO_FILTER) : filterFor(check, list),
  );
  const [order, setOrder] = useState(kept.order ?? DEFAULT_ORDER);
  const [grouped, setGrouped] = useState(kept.grouped ?? false);
  useEffect(() => {
    if (filter.finding === null) kept.filter = filter;
    kept.order = order;
    kept.grouped = grouped;
  }, [kept, filter, order, grouped]);
  const { hideInactive } = preferences;
  const isOfNow = useMemo(
    () => changesWithTime(filter, order, hideInactive),
    [filter, order, hideInactive],
  );
  const now = useOfMinute((minute) => (isOfNow ? minute : 0));
  const found = useMemo(
    () => list.entriesOf({ filter, order, hideInactive, now }),
    [list, filter, order, hideInactive, now],
  );
  const { total } = found;
  const groups = useMemo(
    () => (grouped && list.isComplete ? groupByIntegration(found.entries) : null),
    [grouped, list.isComplete, found],
  );
  // In the order in which the rows stand, so that a range of rows is a range of entries.
  const entries = useMemo(
    () => (groups ? Object.freeze(groups.flatMap((group) => group.entries)) : found.entries),
    [groups, found],
  );
  // The view no longer matches the address.
  useEffect(() => {
    if (check !== null && filter.finding === null) replaceAddress('api-keys');
  }, [check, filter.finding]);
  const setHideInactive = (hide: boolean) => change({ hideInactive: hide });
  const hiddenMatches = useMemo(
    () =>
      hideInactive && entries.length === 0
        ? list.entriesOf({ filter, order: DEFAULT_ORDER, hideInactive: false, now }).total
        : 0,
    [list, entries, filter, hideInactive, now],
  );
  const pass = (keys: readonly ApiKey[], asked: KeyFilter, hide: boolean): boolean => {
    const test = makeTest(asked, hide, screenTime());
    return test === null || keys.every((key) => test(entryOf(key)));
  };
  return {
    entries,
    shown: total,
    filter,
    setFilter,
    order,
    setOrder,
    grouped,
    setGrouped,
    groups,
    hideInactive,
    setHideInactive,
    filtering: isFiltering(filter),
    hiddenMatches,
    showAll() {
      setFilter(NO_FILTER);
      if (hideInactive) setHideInactive(false);
    },
    wouldShow: (keys) => pass(keys, filter, hideInactive),
    makeRoomFor(keys) {
      const next = pass(keys, filter, false) ? filter : NO_FILTER;
      if (next !== filter) setFilter(next);
      if (hideInactive && !pass(keys, next, true)) setHideInactive(false);
    },
  };
}

/**
 * The keys of a finding of the Security check. They stay the same while the person works through
 * them.
 */
function filterFor(check: RiskCode, { index }: ShownList): KeyFilter {
  const keys = index.ordered('createdAt').map(({ key }) => key);
  const found = risksOf(keys, screenTime()).find(({ code }) => code === check);
  return { ...NO_FILTER, finding: { code: check, keyIds: new Set(found?.keyIds) } };
}
