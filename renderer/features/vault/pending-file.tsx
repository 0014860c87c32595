import { useEffect, useState } from 'react';
import { Trans } from 'react-i18next';
import { bridge, listen } from '../../bridge/bridge';
import { Notice } from '../../ui/feedback/notice';

/** Names the file that is opened once the vault is unlocked. */
export function PendingFile() {
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    let isHeard = false;
    const stop = listen('import:kept', (kept) => {
      isHeard = true;
      setName(kept);
    });
    void bridge.import.waiting().then((answer) => {
      if (answer.ok && !isHeard) setName(answer.value);
    });
    return stop;
  }, []);
  if (name === null) return null;
  return (
    <Notice tone="calm" role="status">
      <Trans i18nKey="vault.unlock.waitingFile" values={{ name }} components={{ name: <bdi /> }} />
    </Notice>
  );
}
