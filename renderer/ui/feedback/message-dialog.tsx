import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { DialogFrame } from '../layout/dialog-frame';

/**
 * A message that needs no answer. Its main button closes it and has the focus, unless there is more
 * to read than the sentence: a key that is still held down from the previous dialog must not close
 * it.
 */
export function MessageDialog({
  title,
  sentence,
  width,
  close: closeText,
  otherButton,
  onClosed,
  children,
}: {
  title: string;
  sentence: ReactNode;
  width?: number;
  /** the label of the button that closes it */
  close: string;
  otherButton?: ReactNode;
  onClosed: () => void;
  children?: ReactNode;
}) {
  const [open, setOpen] = useState(true);
  const close = () => setOpen(false);
  return (
    <DialogFrame
      open={open}
      title={title}
      sentence={sentence}
      width={width}
      onClose={close}
      onExited={onClosed}
      onSubmit={close}
      buttons={
        <>
          {otherButton}
          <Button type="submit" variant="contained" color="primary" autoFocus={!children}>
            {closeText}
          </Button>
        </>
      }
    >
      {children}
    </DialogFrame>
  );
}
