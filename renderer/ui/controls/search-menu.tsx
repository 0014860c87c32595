import Popover from '@mui/material/Popover';
import { styled } from '@mui/material/styles';
import { useId, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { searchFold } from '../../../shared/keys/name-identity';
import { Icon } from '../theme/icons';
import { role } from '../theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../theme/tokens';
import { fieldEdge } from './field';
import type { FilterChoice } from './filter-control';

/** A vault can have thousands of integrations; more than this is found by typing. */
const MOST_SHOWN = 200;

const Input = styled('input')({
  ...fieldEdge,
  boxSizing: 'border-box',
  width: 'calc(100% - 16px)',
  margin: 8,
  padding: '0 12px',
});

const List = styled('ul')({
  maxHeight: 300,
  margin: 0,
  padding: '0 4px 4px',
  overflow: 'auto',
  listStyle: 'none',
});

const Option = styled('li')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '6px 10px',
  border: border.forced,
  borderRadius: radius.small,
  cursor: 'pointer',
  '& > span': { flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& > small': {
    color: role.faint,
    fontSize: textSize.hint,
    fontVariantNumeric: 'tabular-nums',
  },
  '& > svg': { flex: 'none', visibility: 'hidden', color: role.accentText },
  '&[aria-selected=true] > svg': { visibility: 'visible' },
  '&:hover, &[data-active=true]': { background: role.hover },
  '&[data-active=true]': { borderColor: role.accent },
});

const Note = styled('p')({
  padding: '0 14px 10px',
  color: role.faint,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
});

/** A choice of many: typing narrows the list, the arrows move in it, Enter chooses. */
export function SearchMenu({
  label,
  place,
  choices,
  chosen,
  onToggle,
  onClose,
}: {
  /** names the search box and the list */
  label: string;
  /** below which the menu opens */
  place: DOMRect;
  choices: readonly (FilterChoice<string> & { count?: number })[];
  chosen: ReadonlySet<string>;
  onToggle: (value: string) => void;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(true);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const folded = useMemo(() => choices.map((choice) => searchFold(choice.label)), [choices]);
  const found = useMemo(() => {
    const wanted = searchFold(typed.trim());
    return choices.filter((_, index) => folded[index]?.includes(wanted));
  }, [choices, folded, typed]);
  const shown = found.slice(0, MOST_SHOWN);

  const choose = (value: string) => {
    onToggle(value);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const next = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
    }[event.key];
    const isComposing = event.nativeEvent.isComposing;
    if (next !== undefined) {
      setActive(Math.max(0, next));
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !isComposing && shown[active]) choose(shown[active].value);
    else return;
    event.preventDefault();
  };
  return (
    <Popover
      open={open}
      anchorReference="anchorPosition"
      anchorPosition={{ top: place.bottom, left: place.left }}
      onClose={() => setOpen(false)}
      disableRestoreFocus
      slotProps={{
        root: { role: 'region', 'aria-label': label },
        paper: { sx: { width: 300 } },
        transition: { onExited: onClose },
      }}
    >
      <Input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has opened it to type or choose
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <List id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable>
        {shown.map((choice, index) => (
          // The keys are handled by the search box, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keyboard chooses through the text box
          <Option
            key={choice.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={chosen.has(choice.value)}
            data-active={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(choice.value)}
          >
            <span>
              <bdi>{choice.label}</bdi>
            </span>
            {choice.count !== undefined && (
              <small>{choice.count.toLocaleString(i18n.language)}</small>
            )}
            <Icon name="check" size={14} />
          </Option>
        ))}
      </List>
      {shown.length < found.length && (
        <Note>{t('keyFilters.found', { count: shown.length, total: found.length })}</Note>
      )}
      {found.length === 0 && <Note role="status">{t('keyFilters.nothingFound')}</Note>}
    </Popover>
  );
}
