import { lazy, Suspense, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/lib/failure';
import { bridge, listen } from '../../bridge/bridge';
import { withLaterWords } from '../../ui/text/later-words';

const RefusedFileDialog = lazy(
  withLaterWords(async () => ({
    default: (await import('./refused-file-dialog')).RefusedFileDialog,
  })),
);

/** Says on every screen why a file that was dropped or opened from the desktop is not imported. */
export function RefusedFile() {
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const ask = async () => {
      const answer = await bridge.import.takeRefusal();
      if (answer.ok && answer.value) setFailure(answer.value);
    };
    // The file may have been refused while the page was loading.
    void ask();
    return listen('import:refused', () => void ask());
  }, []);
  if (failure === null) return null;
  return (
    <Suspense>
      <RefusedFileDialog failure={failure} onClosed={() => setFailure(null)} />
    </Suspense>
  );
}
