import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { role } from '../theme/colour-roles';
import { border, textSize } from '../theme/tokens';
import { useFocusBack } from '../hooks/use-focus-back';
import { useOverlay } from './overlay-stack';

/** So low that head and foot would leave nothing between them, as with the page at 400 %: the dialog scrolls as a whole. */
const LOW = '@media (max-height: 480px)';

const Form = styled('form')({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  [LOW]: { flex: 'none' },
});

const Head = styled('div')({
  padding: '20px 24px 12px',
  '& h2': { fontSize: textSize.dialog, lineHeight: '26px', fontWeight: 650 },
  '& p': { marginTop: 2, color: role.secondary, overflowWrap: 'anywhere' },
  '& strong': { color: role.text, fontWeight: 600 },
});

const Body = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 16,
  padding: '4px 24px 20px',
  overflowY: 'auto',
  minHeight: 0,
  [LOW]: { overflowY: 'visible' },
});

const Foot = styled('div')({
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: 8,
  padding: '14px 24px',
  borderTop: border.line,
  '& > div': {
    flex: 1,
    minWidth: 160,
    color: role.secondary,
    fontSize: textSize.small,
    textWrap: 'pretty',
  },
  '& > div:empty': { minWidth: 0 },
});

/**
 * The frame of every dialog: title, one sentence, body, and a foot with a word on the left and buttons on the
 * right. It is a form, so that Enter does what the main button does. On closing, focus goes back to what had it before,
 * unless the caller has put it somewhere (`onExited`): the opener may be a row that is not on the screen any more.
 */
export function DialogFrame({
  open,
  title,
  sentence,
  width = 480,
  role: ariaRole = 'dialog',
  onClose,
  onExited,
  onSubmit,
  footText,
  buttons,
  children,
}: {
  open: boolean;
  title: string;
  sentence: ReactNode;
  width?: number;
  role?: 'dialog' | 'alertdialog';
  /** for Escape, a click outside and the way back; without it none of them does anything */
  onClose?: () => void;
  onExited?: () => void;
  onSubmit: () => void;
  footText?: ReactNode;
  buttons: ReactNode;
  children?: ReactNode;
}) {
  const id = useId();
  useOverlay(open, onClose);
  const giveFocusBack = useFocusBack();
  const exited = () => {
    onExited?.();
    giveFocusBack();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React passes events of a dialog to the one it was opened from.
    event.stopPropagation();
    onSubmit();
  };
  return (
    <Dialog
      open={open}
      role={ariaRole}
      onClose={onClose ? () => onClose() : undefined}
      disableRestoreFocus
      maxWidth={false}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-sentence`}
      slotProps={{ paper: { sx: { width } }, transition: { onExited: exited } }}
    >
      <Form onSubmit={submit} noValidate>
        <Head>
          <h2 id={`${id}-title`}>{title}</h2>
          <p id={`${id}-sentence`}>{sentence}</p>
        </Head>
        {children && <Body>{children}</Body>}
        <Foot>
          <div>{footText}</div>
          {buttons}
        </Foot>
      </Form>
    </Dialog>
  );
}
