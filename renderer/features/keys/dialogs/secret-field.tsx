import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { role } from '../../../ui/theme/colour-roles';
import { textSize } from '../../../ui/theme/tokens';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { fieldEdge, FieldLabel } from '../../../ui/controls/field';
import { MONO } from '../../../ui/theme/fonts';
import { Icon } from '../../../ui/theme/icons';
import type { CopyShown } from './use-copy-shown';

const Line = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  '& input': {
    ...fieldEdge,
    flex: '1 1 320px',
    minWidth: 0,
    padding: '0 10px',
    background: role.ground,
    fontFamily: MONO,
    fontSize: textSize.hint,
    textOverflow: 'ellipsis',
    userSelect: 'none',
    cursor: 'default',
  },
  '& button': { height: 38 },
});

/**
 * Shows a secret with a button that copies it. The main process does all copying, also by keyboard
 * or menu, and clears the clipboard again. The text cannot be selected: under X11, selected text is
 * in a second clipboard that the app does not clear.
 */
export function SecretField({ secret, copy }: { secret: string; copy: CopyShown }) {
  const { t } = useTranslation();
  const id = useId();
  const copyTracked = (event: SyntheticEvent) => {
    event.preventDefault();
    void copy.run();
  };
  return (
    <div>
      <FieldLabel htmlFor={id}>{t('dialogs.secret.label')}</FieldLabel>
      <Line>
        <input
          ref={refuseSelection}
          id={id}
          readOnly
          value={secret}
          translate="no"
          spellCheck={false}
          onCopy={copyTracked}
          onCut={copyTracked}
        />
        <Button
          variant={copy.copied ? 'outlined' : 'contained'}
          color={copy.copied ? 'inherit' : 'primary'}
          autoFocus
          aria-busy={copy.busy}
          onClick={() => void copy.run()}
        >
          <Icon name={copy.copied ? 'check' : 'copy'} />
          {t('dialogs.secret.copy')}
        </Button>
      </Line>
      {copy.failure && (
        <div style={{ marginTop: 12 }}>
          <FailureAlert failure={copy.failure} />
        </div>
      )}
    </div>
  );
}

/** Prevents selection by mouse, keyboard and menu; `user-select` alone has no effect in a field. */
function refuseSelection(input: HTMLInputElement | null): (() => void) | undefined {
  const refuse = (event: Event) => event.preventDefault();
  // A double click selects a word without a `selectstart` event.
  const focusOnly = (event: Event) => {
    event.preventDefault();
    input?.focus();
  };
  input?.addEventListener('selectstart', refuse);
  input?.addEventListener('mousedown', focusOnly);
  return () => {
    input?.removeEventListener('selectstart', refuse);
    input?.removeEventListener('mousedown', focusOnly);
  };
}
