import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/failure';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { role } from '../../../ui/colour-roles';
import { FailureAlert } from '../../../ui/failure-alert';
import { fieldEdge, FieldLabel } from '../../../ui/field';
import { MONO } from '../../../ui/fonts';
import { Icon } from '../../../ui/icons';

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
    fontSize: 12,
    textOverflow: 'ellipsis',
  },
  '& button': { height: 38 },
});

/** A secret on the screen, and a button that copies it. The copying is done by the main process. */
export function SecretField({
  secret,
  copied,
  failure,
  busy,
  onCopy,
  autoFocus = false,
}: {
  secret: string;
  copied: boolean;
  failure: Failure | null;
  busy: boolean;
  onCopy: () => void;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div>
      <FieldLabel htmlFor={id}>{t('dialogs.secret.label')}</FieldLabel>
      <Line>
        <input
          id={id}
          readOnly
          value={secret}
          translate="no"
          spellCheck={false}
          onFocus={(event) => event.target.select()}
        />
        <Button
          variant={copied ? 'outlined' : 'contained'}
          color={copied ? 'inherit' : 'primary'}
          autoFocus={autoFocus}
          aria-busy={busy}
          onClick={onCopy}
        >
          <Icon name={copied ? 'check' : 'copy'} />
          {t('dialogs.secret.copy')}
        </Button>
      </Line>
      {failure && (
        <div style={{ marginTop: 12 }}>
          <FailureAlert failure={failure} />
        </div>
      )}
    </div>
  );
}

/** Copies the secret of a key that is on the screen, for which the passphrase is not asked again. */
export const useCopyShown = (id: string) => {
  const copy = useCommand(bridge.secrets.copy);
  return { ...copy, run: () => copy.run({ id, passphrase: null }) };
};
