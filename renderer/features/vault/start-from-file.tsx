import { useEffect, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { bridge, listen } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { IconButton } from '../../ui/controls/icon-button';
import { LinkButton } from '../../ui/controls/link-button';
import { Notice } from '../../ui/feedback/notice';

/**
 * First run with an existing export. The file is opened at once, so that an unsuitable one is
 * reported here; its keys are reviewed when the vault exists.
 */
export function StartFromFile() {
  const { t } = useTranslation();
  const [name, setName] = useState<string | null>(null);
  const choose = useCommand(bridge.import.choose);
  useEffect(() => {
    void bridge.import.current().then((current) => {
      if (current.ok && current.value) setName(current.value.fileName);
    });
    return listen('import:opened', ({ fileName }) => setName(fileName));
  }, []);
  const forget = () => {
    setName(null);
    void bridge.import.cancel();
  };
  if (name !== null) {
    return (
      <Notice
        tone="calm"
        role="status"
        action={<IconButton icon="close" label={t('vault.create.forgetFile')} onClick={forget} />}
      >
        <Trans i18nKey="vault.create.file" values={{ name }} components={{ name: <bdi /> }} />
      </Notice>
    );
  }
  return (
    <>
      <FailureAlert failure={choose.failure} />
      <LinkButton type="button" onClick={() => void choose.run()}>
        {t('vault.create.fromFile')}
      </LinkButton>
    </>
  );
}
