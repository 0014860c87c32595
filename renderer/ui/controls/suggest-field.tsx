import { styled } from '@mui/material/styles';
import { useId, useMemo, useState } from 'react';
import type { ComponentProps, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { searchFold } from '../../../shared/keys/name-identity';
import { role } from '../theme/colour-roles';
import { border, radius, textSize } from '../theme/tokens';
import { TextField } from './text-field';

const MOST = 8;

const Wrapper = styled('div')({ position: 'relative' });

const List = styled('ul')({
  position: 'absolute',
  zIndex: 10,
  insetInline: 0,
  top: 64,
  margin: 0,
  padding: 4,
  border: border.line,
  borderRadius: radius.control,
  background: role.raised,
  boxShadow: role.shadow,
  listStyle: 'none',
});

const Option = styled('li')({
  display: 'flex',
  gap: 8,
  padding: '6px 8px',
  border: border.forced,
  borderRadius: radius.small,
  cursor: 'pointer',
  '& > span': { flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& > small': { color: role.faint, fontSize: textSize.hint },
  '&:hover, &[aria-selected=true]': { background: role.hover },
  '&[aria-selected=true]': { borderColor: role.accent },
});

type SuggestFieldProps = Pick<
  ComponentProps<typeof TextField>,
  'label' | 'help' | 'error' | 'caution' | 'value' | 'onChange' | 'autoFocus'
> & {
  /** the values that exist; called when the field is first used */
  suggest: () => readonly { text: string; count: number }[];
  /** values are separated by commas; suggestions are for the last one */
  isList?: boolean;
};

/**
 * A text field that suggests existing values and takes any other. It stays a text box for assistive
 * technology: the suggestions are an offer, opened by typing or by the arrow keys.
 */
export function SuggestField({
  suggest,
  isList = false,
  value,
  onChange,
  ...field
}: SuggestFieldProps) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const [known, setKnown] = useState<readonly { text: string; count: number; folded: string }[]>(
    [],
  );
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const start = isList ? value.lastIndexOf(',') + 1 : 0;
  const wanted = searchFold(value.slice(start).trim());
  const found = useMemo(
    () =>
      isOpen
        ? known.filter(({ folded }) => folded.includes(wanted) && folded !== wanted).slice(0, MOST)
        : [],
    [isOpen, known, wanted],
  );

  const open = () => {
    if (known.length === 0) {
      setKnown(suggest().map((each) => ({ ...each, folded: searchFold(each.text) })));
    }
    setIsOpen(true);
  };
  const close = () => {
    setIsOpen(false);
    setActive(-1);
  };
  const take = (text: string) => {
    const before = value.slice(0, start);
    onChange(before === '' ? text : `${before.trimEnd()} ${text}`);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!isOpen) open();
      else {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        const last = found.length - 1;
        const next = active + step;
        setActive(next > last ? 0 : next < 0 ? last : next);
      }
      event.preventDefault();
    } else if (found.length === 0) return;
    else if (event.key === 'Escape') {
      // Otherwise it would close the form.
      event.stopPropagation();
      close();
    } else if (event.key === 'Enter' && found[active]) {
      event.preventDefault();
      take(found[active].text);
    }
  };
  return (
    <Wrapper>
      <TextField
        {...field}
        value={value}
        onChange={(text) => {
          onChange(text);
          setActive(-1);
          open();
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
        aria={{
          'aria-autocomplete': 'list',
          'aria-controls': found.length > 0 ? `${id}-list` : undefined,
          'aria-activedescendant': found[active] ? `${id}-${active}` : undefined,
        }}
      />
      {found.length > 0 && (
        <List
          id={`${id}-list`}
          role="listbox"
          aria-label={t('form.suggestions', { field: field.label })}
        >
          {found.map(({ text, count }, index) => (
            // The text box has the focus, and handles the keys.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keyboard chooses through the text box
            <Option
              key={text}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              data-active={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(text)}
            >
              <span>
                <bdi>{text}</bdi>
              </span>
              <small>{count.toLocaleString(i18n.language)}</small>
            </Option>
          ))}
        </List>
      )}
    </Wrapper>
  );
}
