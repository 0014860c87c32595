import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupComparison } from '../../../shared/transfer/transfer';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { Notice } from '../../ui/feedback/notice';
import { UserText } from '../../ui/text/user-text';
import type { KeyChanges } from './key-changes';
import type { KnownBackup } from './use-backups';

const Group = styled('div')({
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  '& h3': { fontSize: textSize.small, fontWeight: 600, marginBottom: 4 },
  '& li': { padding: '2px 0' },
});

const Names = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: '4px 12px',
  maxHeight: 140,
  overflowY: 'auto',
  border: border.line,
  borderRadius: radius.control,
});

/** Shows by name what restoring would change. */
export function RestoreDialog({
  backup,
  when,
  comparison,
  remember,
  onRestored,
  onClosed,
}: {
  backup: KnownBackup;
  /** the time of the backup as the list shows it */
  when: string;
  comparison: BackupComparison;
  remember: KeyChanges['remember'];
  /**
   * receives the backup that undoes it, and the function that tells which keys were restored or
   * changed
   */
  onRestored: (undo: string | null, changed: () => readonly string[]) => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const restore = useCommand(bridge.backups.restore);

  const submit = async () => {
    const changed = remember();
    const result = await restore.run({ name: backup.name });
    if (!result?.ok) return;
    onRestored(result.value.undo, changed);
    setOpen(false);
  };
  return (
    <DialogFrame
      open={open}
      title={t('transfer.restore.title')}
      sentence={t('transfer.restore.sentence', { when })}
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => void submit()}
      buttons={
        <>
          <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            aria-busy={restore.busy}
            autoFocus
          >
            {t(restore.busy ? 'transfer.restore.busy' : 'transfer.restore.submit')}
          </Button>
        </>
      }
    >
      {(['added', 'changed', 'removed'] as const).map(
        (part) =>
          comparison[part].length > 0 && (
            <Group key={part}>
              <h3 id={`restore-${part}`}>{t(`transfer.restore.${part}`)}</h3>
              <Names aria-labelledby={`restore-${part}`} tabIndex={0}>
                {comparison[part].map((name) => (
                  <li key={name}>
                    <UserText>{name}</UserText>
                  </li>
                ))}
              </Names>
            </Group>
          ),
      )}
      {comparison.added.length > 0 && <Notice tone="care">{t('transfer.restore.care')}</Notice>}
      <FailureAlert failure={restore.failure} />
    </DialogFrame>
  );
}
