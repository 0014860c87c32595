import Button from '@mui/material/Button';
import { useState } from 'react';
import { DialogFrame } from '../layout/dialog-frame';

/** Asks before something is lost or shared. The focus starts on the safe answer. */
export function ConfirmDialog({
  title,
  sentence,
  keep,
  go,
  onAnswer,
}: {
  title: string;
  sentence: string;
  /** the safe answer, also given by Escape */
  keep: string;
  /** the answer that confirms */
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
