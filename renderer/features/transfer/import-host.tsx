import { useEffect, useState } from 'react';
import type { OpenedImport } from '../../../shared/transfer/transfer';
import { bridge, listen } from '../../bridge/bridge';
import { ImportDialog } from './import-dialog';
import type { KeyChanges } from './key-changes';

/** Shows the import dialog for a file that was chosen, dropped, or opened before the vault. */
export function ImportHost(changes: KeyChanges) {
  const [opened, setOpened] = useState<{ file: OpenedImport; number: number } | null>(null);
  useEffect(() => {
    const show = (file: OpenedImport) =>
      setOpened((last) => ({ file, number: (last?.number ?? 0) + 1 }));
    void bridge.import.current().then((current) => {
      if (current.ok && current.value) show(current.value);
    });
    return listen('import:opened', show);
  }, []);
  if (opened === null) return null;
  return (
    <ImportDialog
      key={opened.number}
      file={opened.file}
      onClosed={() => setOpened(null)}
      {...changes}
    />
  );
}
