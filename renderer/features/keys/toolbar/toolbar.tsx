import { styled } from '@mui/material/styles';
import type { TFunction } from 'i18next';
import { Suspense, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parseFilter, withValues } from '../../../../shared/keys/filter-language';
import { isResource, RESOURCES } from '../../../../shared/keys/scopes';
import { scopeTexts } from '../../../../shared/keys/scope-text';
import { role } from '../../../ui/theme/colour-roles';
import { radius, textSize } from '../../../ui/theme/tokens';
import type { KeyFilter } from '../../../../shared/keys/key-filter';
import { FilterButton } from '../../../ui/controls/filter-button';
import { FilterChip } from '../../../ui/controls/filter-chip';
import { FilterControl } from '../../../ui/controls/filter-control';
import { SearchField } from '../../../ui/controls/search-field';
import { Icon } from '../../../ui/theme/icons';
import { ColumnsMenu, FilterProblem, MoreFilters, ViewsMenu } from '../lazy-parts';
import type { KeyIndex } from '../store/key-index';
import type { KeyColumns } from '../view/use-key-columns';
import type { ViewChoices } from './view-choices';

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
});

const Count = styled('div')({
  marginInlineStart: 'auto',
  color: role.secondary,
  fontSize: textSize.small,
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: 'nowrap',
  // At 400 % zoom the window is narrower than the toolbar.
  '@media (max-width: 480px)': { whiteSpace: 'normal' },
  '& button': {
    padding: 0,
    border: 0,
    borderRadius: radius.tick,
    background: 'none',
    textDecoration: 'underline',
    textUnderlineOffset: 3,
    cursor: 'pointer',
  },
});

/** The search box shows the whole query as text, so it grows with the window. */
const Search = styled('div')({
  position: 'relative',
  flex: '1 1 240px',
  minWidth: 0,
  maxWidth: 440,
  '& > div': { maxWidth: 'none' },
});

/** A scope that was typed and that the menu does not have: `messages:write`, or an unknown one. */
function otherScope(scope: string, t: TFunction): { value: string; label: string }[] {
  if (isResource(scope)) return [];
  return [{ value: scope, label: scopeTexts([scope], t).join() }];
}

/** In place of the filters that are loaded later. */
function ComingFilters() {
  const { t } = useTranslation();
  return (['integration', 'more'] as const).map((field) => (
    <FilterButton key={field} type="button" disabled>
      <Icon name="plus" size={14} />
      {t(`keys.filters.${field}`)}
    </FilterButton>
  ));
}

/** Search, filters, and the number of matching keys. */
export function Toolbar({
  filter,
  index,
  onFilter,
  count,
  hideInactive,
  onHideInactive,
  onExport,
  columns,
  views,
  canChange,
}: {
  filter: KeyFilter;
  /** the keys that have arrived: their integrations and owners are offered */
  index: KeyIndex;
  onFilter: (filter: KeyFilter) => void;
  /** the number of shown keys and of all keys; null until it is known */
  count: { shown: number; total: number } | null;
  hideInactive: boolean;
  onHideInactive: (hide: boolean) => void;
  onExport: () => void;
  columns: KeyColumns;
  views: ViewChoices;
  /** whether views can be saved */
  canChange: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { shown, total } = count ?? { shown: 0, total: 0 };
  const [menu, setMenu] = useState<{ kind: 'columns' | 'views'; anchor: HTMLElement } | null>(null);
  const { query } = filter;
  const typed = useMemo(() => parseFilter(query), [query]);
  const [problem] = typed.problems;
  const setQuery = (text: string) => onFilter({ ...filter, query: text });
  const choices = useMemo(
    () => ({
      status: (['active', 'disabled', 'expired'] as const).map((value) => ({
        value,
        label: t(`keys.status.${value}`),
      })),
      environment: (['live', 'test'] as const).map((value) => ({
        value,
        label: t(`keys.environments.${value}`),
      })),
      scope: RESOURCES.map((value) => ({ value, label: t(`resources.${value}.label`) })),
    }),
    [t],
  );
  return (
    <Bar>
      <Search>
        <SearchField id="key-search" label={t('keys.search')} value={query} onChange={setQuery} />
        <Suspense>{problem !== undefined && <FilterProblem part={problem} />}</Suspense>
      </Search>
      {filter.finding && (
        <FilterChip
          label={t('keys.filters.check')}
          value={t(`risks.${filter.finding.code}.short`)}
          onClear={() => onFilter({ ...filter, finding: null })}
        />
      )}
      <FilterControl
        label={t('keys.filters.status')}
        choices={choices.status}
        chosen={new Set(typed.status)}
        onChange={(values) => setQuery(withValues(query, 'status', [...values]))}
      />
      <FilterControl
        label={t('keys.filters.environment')}
        choices={choices.environment}
        chosen={new Set(typed.environment)}
        onChange={(values) => setQuery(withValues(query, 'environment', [...values]))}
      />
      <FilterControl
        label={t('keys.filters.scope')}
        choices={[...choices.scope, ...typed.scope.flatMap((scope) => otherScope(scope, t))]}
        chosen={new Set<string>(typed.scope)}
        onChange={(values) => setQuery(withValues(query, 'scope', [...values]))}
      />
      <Suspense fallback={<ComingFilters />}>
        <MoreFilters query={query} index={index} onQuery={setQuery} />
      </Suspense>
      {/* Space is reserved before the text is known. */}
      <Count style={count ? undefined : { visibility: 'hidden' }}>
        <span role="status">{t('keys.count', { shown, count: total })}</span> ·{' '}
        <button type="button" onClick={() => onHideInactive(!hideInactive)}>
          {t(hideInactive ? 'keys.showInactive' : 'keys.hideInactive')}
        </button>{' '}
        ·{' '}
        <button type="button" onClick={onExport}>
          {t('keys.export')}
        </button>{' '}
        ·{' '}
        <button
          type="button"
          aria-haspopup="menu"
          aria-expanded={menu?.kind === 'columns'}
          onClick={({ currentTarget }) => setMenu({ kind: 'columns', anchor: currentTarget })}
        >
          {t('keys.columnsMenu')}
        </button>{' '}
        ·{' '}
        <button
          type="button"
          aria-haspopup="dialog"
          aria-expanded={menu?.kind === 'views'}
          onClick={({ currentTarget }) => setMenu({ kind: 'views', anchor: currentTarget })}
        >
          {t('keys.viewsMenu')}
        </button>
      </Count>
      <Suspense>
        {menu?.kind === 'columns' && (
          <ColumnsMenu columns={columns} anchor={menu.anchor} onClose={() => setMenu(null)} />
        )}
        {menu?.kind === 'views' && (
          <ViewsMenu
            view={views}
            canChange={canChange}
            anchor={menu.anchor}
            onClose={() => setMenu(null)}
          />
        )}
      </Suspense>
    </Bar>
  );
}
