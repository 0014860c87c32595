import { lazy, Suspense, useRef, useState } from 'react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../theme/icons';
import { FilterButton, ActiveFilter } from './filter-button';
import { withLaterWords } from '../text/later-words';

const FilterMenu = lazy(
  withLaterWords(async () => ({ default: (await import('./filter-menu')).FilterMenu })),
);
const SearchMenu = lazy(
  withLaterWords(async () => ({ default: (await import('./search-menu')).SearchMenu })),
);

export interface FilterChoice<V extends string> {
  value: V;
  label: string;
}

/** A filter: opens a menu of choices, shows the selected ones, and can be cleared. */
export function FilterControl<V extends string>({
  label,
  choices,
  chosen,
  single = false,
  find,
  onChange,
}: {
  label: string;
  /** all of them, or with `find` only the chosen ones */
  choices: readonly FilterChoice<V>[];
  chosen: ReadonlySet<V>;
  /** at most one choice; another one replaces it */
  single?: boolean;
  /** of many choices: computes them when the menu opens, which searches them */
  find?: () => readonly (FilterChoice<V> & { count?: number })[];
  onChange: (chosen: ReadonlySet<V>) => void;
}) {
  const { t } = useTranslation();
  /**
   * Where the open menu is, and the choices that it searches. Setting the filter replaces the button
   * that has opened it.
   */
  const [anchor, setAnchor] = useState<{
    place: DOMRect;
    found: readonly (FilterChoice<V> & { count?: number })[];
  } | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [first, ...others] = choices.filter(({ value }) => chosen.has(value));

  const toggle = (value: V) => {
    const next = new Set(single && !chosen.has(value) ? [] : chosen);
    if (!next.delete(value)) next.add(value);
    onChange(next);
  };
  const clear = () => {
    onChange(new Set());
    // The pressed button is about to be unmounted.
    requestAnimationFrame(() => button.current?.focus());
  };
  const opens = {
    ref: button,
    type: 'button',
    'aria-haspopup': find ? 'listbox' : 'menu',
    'aria-expanded': anchor !== null,
    onClick: ({ currentTarget }: MouseEvent<HTMLElement>) =>
      setAnchor({ place: currentTarget.getBoundingClientRect(), found: find?.() ?? [] }),
  } as const;
  const onClosed = () => {
    setAnchor(null);
    // Do not move the focus if it left the menu while the menu faded out.
    const focused = document.activeElement;
    if (focused === document.body || focused?.closest('.MuiModal-root')) button.current?.focus();
  };

  return (
    <>
      {first === undefined ? (
        <FilterButton {...opens}>
          <Icon name="plus" size={14} />
          {label}
        </FilterButton>
      ) : (
        <ActiveFilter>
          <button {...opens}>
            {t('common.filters.set', {
              filter: label,
              values:
                others.length === 0
                  ? first.label
                  : t('common.filters.more', { first: first.label, more: others.length }),
            })}
          </button>
          <button
            type="button"
            aria-label={t('common.filters.clear', { filter: label })}
            data-tip={t('common.filters.clear', { filter: label })}
            onClick={clear}
          >
            <Icon name="close" size={14} />
          </button>
        </ActiveFilter>
      )}
      <Suspense>
        {anchor &&
          (find ? (
            <SearchMenu
              label={t('keyFilters.find', { field: label.toLowerCase() })}
              place={anchor.place}
              choices={anchor.found}
              chosen={chosen}
              onToggle={(value) => toggle(value as V)}
              onClose={onClosed}
            />
          ) : (
            <FilterMenu
              label={label}
              place={anchor.place}
              choices={choices}
              chosen={chosen}
              single={single}
              onToggle={(value) => toggle(value as V)}
              onClose={onClosed}
            />
          ))}
      </Suspense>
    </>
  );
}
