import { styled } from '@mui/material/styles';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { role } from '../theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../theme/tokens';
import { fieldEdge } from './field';
import { IconButton } from './icon-button';
import { Icon } from '../theme/icons';
import { isPressed } from '../hooks/shortcut';

const Box = styled('div')({
  ...fieldEdge,
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  flex: '1 1 220px',
  minWidth: 0,
  maxWidth: 320,
  minHeight: 36,
  height: 36,
  padding: '0 4px 0 10px',
  color: role.faint,
  cursor: 'text',
  '& > svg': { flex: 'none' },
  '& input': {
    flex: 1,
    minWidth: 0,
    padding: 0,
    border: 0,
    background: 'none',
    color: role.text,
    outline: 'none',
    appearance: 'none',
  },
  '& input::placeholder': { color: role.faint, opacity: 1 },
  '& input::-webkit-search-cancel-button': { display: 'none' },
  '& kbd': {
    flex: 'none',
    marginInlineEnd: 5,
    padding: '0 5px',
    border: border.line,
    borderRadius: radius.tick,
    font: 'inherit',
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
  },
});

const IS_MAC = navigator.userAgent.includes('Mac');

/**
 * The search box. Ctrl or Cmd with K, and `/`, focus it from anywhere on the page; Escape clears
 * it.
 */
export function SearchField({
  id,
  label,
  value,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  onChange: (query: string) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => onSearchKey(() => input.current?.select()), []);

  const clearOnEscape = (event: ReactKeyboardEvent) => {
    if (event.key === 'Escape') onChange('');
  };
  return (
    <Box onClick={() => input.current?.focus()}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        id={id}
        value={value}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={clearOnEscape}
      />
      {value === '' ? (
        <kbd aria-hidden="true">
          {t(IS_MAC ? 'common.searchShortcutMac' : 'common.searchShortcut')}
        </kbd>
      ) : (
        <IconButton
          icon="close"
          label={t('common.clearSearch')}
          onClick={() => {
            onChange('');
            input.current?.focus();
          }}
        />
      )}
    </Box>
  );
}

/** @returns removes the shortcut */
function onSearchKey(focus: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    const typing = event.target instanceof Element && event.target.matches('input, textarea');
    const wanted =
      (isPressed('k', event) && (event.ctrlKey || event.metaKey) && !event.altKey) ||
      (event.key === '/' && !typing);
    // Behind a dialog the shortcut has no effect.
    if (!wanted || document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return;
    event.preventDefault();
    focus();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
