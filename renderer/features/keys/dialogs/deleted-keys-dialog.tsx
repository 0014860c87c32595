import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { DeletedKeys } from '../../../../shared/keys/deleted-key';
import type { Failure } from '../../../../shared/lib/failure';
import { bridge } from '../../../bridge/bridge';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { SkeletonLines } from '../../../ui/feedback/skeleton-rows';
import { useMinute } from '../../../ui/hooks/now';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { bidiIsolate } from '../../../ui/text/bidi-isolate';
import { useFormats } from '../../../ui/text/formats';
import { role } from '../../../ui/theme/colour-roles';
import { MONO } from '../../../ui/theme/fonts';
import { border, textSize } from '../../../ui/theme/tokens';
import { useKeyActions } from '../key-actions';
import { useRestore } from '../use-restore';

const List = styled('ul')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& li': {
    display: 'flex',
    alignItems: 'center',
    gap: 16,
    padding: '10px 0',
    borderTop: border.faint,
  },
  '& li:first-of-type': { borderTop: 0 },
  '& li > div': { flex: 1, minWidth: 0 },
  '& bdi': { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& code': { fontFamily: MONO, fontSize: textSize.hint },
});
const Small = styled('p')({ fontSize: textSize.small, color: role.secondary });

/** The keys that were deleted lately, each with a button that restores it. */
export function DeletedKeysDialog({ onClosed }: { onClosed: () => void }) {
  const { t } = useTranslation();
  const { past, date } = useFormats();
  const now = useMinute();
  const [open, setOpen] = useState(true);
  const [deleted, setDeleted] = useState<DeletedKeys | null>(null);
  const [notLoaded, setNotLoaded] = useState<Failure | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const { canChange, offerShow } = useKeyActions();
  const { restore, busy, failure } = useRestore(offerShow);

  useEffect(() => {
    let isHere = true;
    void bridge.keys.deleted().then((answer) => {
      if (!isHere) return;
      if (answer.ok) setDeleted(answer.value);
      else setNotLoaded(answer.failure);
    });
    return () => {
      isHere = false;
    };
  }, []);

  const restoreOne = async (id: string, index: number) => {
    if (!(await restore([id]))) return;
    // The button that was pressed goes: the focus moves to the one in its place, once that is drawn.
    flushSync(() => {
      setDeleted(
        (known) =>
          known && { keys: known.keys.filter((key) => key.id !== id), total: known.total - 1 },
      );
    });
    const buttons = list.current?.querySelectorAll('button') ?? [];
    (buttons[Math.min(index, buttons.length - 1)] ?? close.current)?.focus();
  };

  const { keys, total } = deleted ?? { keys: [], total: 0 };
  const more = total - keys.length;
  return (
    <DialogFrame
      open={open}
      title={t('dialogs.deleted.title')}
      sentence={t('dialogs.deleted.sentence')}
      width={600}
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => setOpen(false)}
      buttons={
        <Button ref={close} type="submit" variant="contained" color="primary">
          {t('dialogs.deleted.close')}
        </Button>
      }
    >
      <FailureAlert failure={failure ?? notLoaded} />
      {deleted === null && notLoaded === null && (
        <SkeletonLines label={t('dialogs.deleted.loading')} />
      )}
      {deleted !== null && total === 0 && <Small>{t('dialogs.deleted.none')}</Small>}
      {keys.length > 0 && (
        <List ref={list} aria-label={t('dialogs.deleted.list')}>
          {keys.map((key, index) => (
            <li key={key.id}>
              <div>
                <bdi title={key.name}>{key.name}</bdi>
                <Small>
                  <code>{key.hint}</code> ·{' '}
                  {t('dialogs.deleted.when', {
                    when: past(Date.parse(key.deletedAt), now),
                    date: date(Date.parse(key.restorableUntil)),
                  })}
                </Small>
              </div>
              <Button
                disabled={!canChange}
                title={canChange ? undefined : t('vault.readOnlyReason')}
                aria-label={t('dialogs.deleted.restoreNamed', { name: bidiIsolate(key.name) })}
                aria-busy={busy}
                onClick={() => void restoreOne(key.id, index)}
              >
                {t('dialogs.deleted.restore')}
              </Button>
            </li>
          ))}
        </List>
      )}
      {more > 0 && <Small>{t('dialogs.deleted.more', { count: more })}</Small>}
    </DialogFrame>
  );
}
