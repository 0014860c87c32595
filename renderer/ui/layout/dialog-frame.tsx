import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { role } from '../theme/colour-roles';
import { border, lineHeight, textSize } from '../theme/tokens';
import { useFocusBack } from '../hooks/use-focus-back';
import { useOverlay } from '../hooks/overlay-stack';

/**
 * A window so low that header and footer would leave no space between them, such as at 400 % zoom:
 * the dialog scrolls as a whole.
 */
const LOW = '@media (max-height: 480px)';

const Form = styled('form')({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  [LOW]: { flex: 'none' },
});

const Head = styled('div')({
  padding: '20px 24px 12px',
  '& h2': { fontSize: textSize.dialog, lineHeight: lineHeight.dialog, fontWeight: 650 },
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
 * The frame of every dialog: title, one sentence, body, and a footer with text on the left and
 * buttons on the right. It is a form, so that Enter presses the main button. On closing, the focus
 * returns to the element that had it before, unless the caller has moved it (`onExited`): the
 * opener may be a row that is no longer rendered.
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
  /** called for Escape, a click outside and Back; without it none of them closes the dialog */
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
    // React bubbles events of a nested dialog to the dialog that opened it.
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
