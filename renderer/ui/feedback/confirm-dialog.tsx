import Button from '@mui/material/Button';
import { useState } from 'react';
import { DialogFrame } from '../layout/dialog-frame';

/** Asks before something is lost or given away. Focus begins on the harmless answer. */
export function ConfirmDialog({
  title,
  sentence,
  keep,
  go,
  onAnswer,
}: {
  title: string;
  sentence: string;
  /** the harmless answer, which Escape gives too */
  keep: string;
  /** the answer that goes through with it */
  go: string;
  onAnswer: (goOn: boolean) => void;
}) {
  const [answer, setAnswer] = useState<boolean | null>(null);
  return (
    <DialogFrame
      open={answer === null}
      role="alertdialog"
      width={400}
      title={title}
      sentence={sentence}
      onClose={() => setAnswer(false)}
      onSubmit={() => setAnswer(false)}
      onExited={() => onAnswer(answer === true)}
      buttons={
        <>
          <Button type="button" onClick={() => setAnswer(true)}>
            {go}
          </Button>
          <Button type="submit" variant="contained" color="primary" autoFocus>
            {keep}
          </Button>
        </>
      }
    />
  );
}
