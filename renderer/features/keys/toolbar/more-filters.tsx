import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withValues } from '../../../../shared/keys/filter-language';
import { FilterButton } from '../../../ui/controls/filter-button';
import { FilterControl } from '../../../ui/controls/filter-control';
import { SearchMenu } from '../../../ui/controls/search-menu';
import { Icon } from '../../../ui/theme/icons';
import type { KeyIndex } from '../store/key-index';
import {
  choicesOf,
  chosenParts,
  isKnownField,
  knownChoices,
  labelOf,
  MORE_FIELDS,
  valuesOf,
} from './field-choices';
import type { MoreField } from './field-choices';
import type { KnownField } from '../store/known-values';
import { MoreMenu } from './more-menu';

/**
 * The filter for integrations, the other filters that are set, and the menu with those that are
 * not. All of them are in the text of the search box.
 */
export function MoreFilters({
  query,
  index,
  onQuery,
}: {
  query: string;
  index: KeyIndex;
  onQuery: (query: string) => void;
}) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  /** the open menu */
  const [open, setOpen] = useState<'menu' | KnownField | null>(null);
  const [place, setPlace] = useState(() => new DOMRect());

  const choose = (field: MoreField | 'integration', parts: Iterable<string>) =>
    onQuery(withValues(query, field, valuesOf(field, parts)));
  const toggle = (field: MoreField, part: string) => {
    const chosen = new Set(chosenParts(field, query));
    if (!chosen.delete(part)) chosen.add(part);
    choose(field, chosen);
  };
  const control = (field: MoreField | 'integration') => {
    const chosen = chosenParts(field, query);
    const choices = isKnownField(field)
      ? chosen.map((value) => ({ value, label: labelOf(field, value, t) }))
      : choicesOf(field, query, t);
    return (
      <FilterControl
        key={field}
        label={t(`keyFilters.fields.${field}`)}
        choices={choices}
        chosen={new Set(chosen)}
        onChange={(parts) => choose(field, parts)}
        {...(isKnownField(field) && { find: () => knownChoices(field, index, query, t) })}
      />
    );
  };
  const onClose = () => {
    setOpen(null);
    const focused = document.activeElement;
    if (focused === document.body || focused?.closest('.MuiModal-root')) button.current?.focus();
  };
  return (
    <>
      {control('integration')}
      {MORE_FIELDS.filter((field) => chosenParts(field, query).length > 0).map(control)}
      <FilterButton
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open !== null}
        onClick={({ currentTarget }) => {
          setPlace(currentTarget.getBoundingClientRect());
          setOpen('menu');
        }}
      >
        <Icon name="plus" size={14} />
        {t('keys.filters.more')}
      </FilterButton>
      {open === 'menu' && (
        <MoreMenu
          query={query}
          place={place}
          onToggle={toggle}
          onField={setOpen}
          onClose={onClose}
        />
      )}
      {open !== null && open !== 'menu' && (
        <SearchMenu
          label={t('keyFilters.find', { field: t(`keyFilters.fields.${open}`).toLowerCase() })}
          place={place}
          choices={knownChoices(open, index, query, t)}
          chosen={new Set(chosenParts(open, query))}
          onToggle={(part) => open !== 'integration' && toggle(open, part)}
          onClose={onClose}
        />
      )}
    </>
  );
}
