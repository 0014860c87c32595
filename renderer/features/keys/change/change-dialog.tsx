import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { checkChange } from '../../../../shared/keys/key-change';
import type { KeyChange } from '../../../../shared/keys/key-change';
import { sumOf } from '../../../../shared/keys/plan-change';
import type { Planned } from '../../../../shared/keys/plan-change';
import { planDigest } from '../../../../shared/keys/plan-digest';
import { scopeTexts } from '../../../../shared/keys/scope-text';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { Notice } from '../../../ui/feedback/notice';
import { useToast } from '../../../ui/feedback/toasts';
import { screenTime } from '../../../ui/hooks/now';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { useFormats } from '../../../ui/text/formats';
import { chosenKeys } from '../dialogs/chosen-keys';
import { EffectNotice } from '../dialogs/effect-notice';
import { KeyGoneDialog } from '../dialogs/key-gone-dialog';
import { problemText } from '../form/problem-text';
import type { KeyIndex } from '../store/key-index';
import { useActionEffect } from '../use-action-effect';
import { useUndoAction } from '../use-undo-action';
import type { ChangeDraft, ChangeSubject } from './change-draft';
import { changeOf, EMPTY_CHANGE } from './change-draft';
import { ChangeFields } from './change-fields';
import { ChangeProgress } from './change-progress';
import { PreviewList } from './preview-list';
import { changeTexts } from './preview-text';
import { RefusedNotice } from './refused-notice';
import { SumNotice } from './sum-notice';
import { useChangePlan } from './use-change-plan';
import type { RefusedStep } from './use-change-plan';

/** Changes that leave access as it is, so no endpoint has to follow them. */
const NOTES: ReadonlySet<ChangeSubject> = new Set(['integration', 'owner', 'tags']);

/**
 * Makes one change to several keys. The preview follows the keys, and only what it shows is
 * applied.
 */
export function ChangeDialog({
  subject,
  begin,
  chosen,
  index,
  onDone,
  onClosed,
}: {
  subject: ChangeSubject;
  /** values to begin with */
  begin: Partial<ChangeDraft>;
  /** as they were when the dialog opened */
  chosen: readonly ApiKey[];
  index: KeyIndex;
  onDone: () => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const formats = useFormats();
  const undoOf = useUndoAction();
  const effectOf = useActionEffect();
  const [open, setOpen] = useState(true);
  const [openedAt] = useState(() => new Date().toISOString());
  const [draft, setDraft] = useState(() => ({ ...EMPTY_CHANGE, ...begin }));
  const [held, setHeld] = useState<readonly ApiKey[] | null>(null);
  const command = useCommand(bridge.keys.change);
  const { keys, gone } = useMemo(() => chosenKeys(chosen, index, held), [chosen, index, held]);
  const wanted = changeOf(subject, draft, openedAt);
  const checked = wanted && checkChange(wanted, screenTime());
  const change = checked?.problems.length === 0 ? checked.change : null;
  const [problem] = checked?.problems ?? [];
  const { plan, refused } = useChangePlan(change, keys, index);
  const rows = useMemo(() => byInterest(plan, refused), [plan, refused]);
  const sum = useMemo(() => {
    const planned = sumOf(plan);
    return { ...planned, skipped: planned.skipped + refused.length };
  }, [plan, refused]);

  const submit = async () => {
    if (change === null || sum.changed === 0) return;
    setHeld(keys);
    const ids = plan.map(({ key: { id } }) => id);
    const result = await command.run({ ids, change, shown: planDigest(plan) });
    if (!result?.ok) return setHeld(null);
    const { changed, undo: sequence } = result.value;
    const isReport = subject === 'compromised';
    toast({
      words: t(isReport ? 'changes.marked' : 'changes.changed', { count: changed }),
      undo: isReport ? undefined : undoOf(sequence),
      below: NOTES.has(subject)
        ? undefined
        : effectOf(subject === 'enabled' ? 'activated' : 'saved', ids),
    });
    onDone();
    setOpen(false);
  };
  const cancel = () => {
    if (command.busy) void bridge.keys.cancelChange();
    else setOpen(false);
  };

  const title = t('changes.title', { count: keys.length || chosen.length });
  if (keys.length === 0) return <KeyGoneDialog title={title} name={null} onClosed={onClosed} />;
  const isActivation = subject === 'enabled';
  const gain = change ? gainOf(change) : '';
  const endsAccess = subject === 'compromised' && draft.disables;
  return (
    <DialogFrame
      open={open}
      title={title}
      sentence={t(`changes.sentences.${subject}`)}
      width={640}
      onClose={cancel}
      onExited={onClosed}
      onSubmit={() => void submit()}
      footText={command.busy && <ChangeProgress />}
      buttons={
        <>
          <Button onClick={cancel}>{t(command.busy ? 'changes.stop' : 'common.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            color={sum.widened > 0 || endsAccess ? 'error' : 'primary'}
            disabled={sum.changed === 0}
            aria-busy={command.busy}
            autoFocus={isActivation}
          >
            {command.busy ? t('changes.busy') : t('changes.apply', { count: sum.changed })}
          </Button>
        </>
      }
    >
      {gone > 0 && (
        <Notice tone="care" role="status">
          {t('dialogs.lost.some', { count: gone })}
        </Notice>
      )}
      <ChangeFields
        subject={subject}
        draft={draft}
        keys={keys}
        error={problem ? problemText(problem, t) : null}
        onChange={(values) => setDraft((known) => ({ ...known, ...values }))}
      />
      {change === null ? (
        <Notice tone="calm">{t('changes.sum.choose')}</Notice>
      ) : (
        <>
          <PreviewList
            count={rows.length}
            rowAt={(at) => {
              const row = rows[at];
              return row && ('violations' in row ? refusedRow(row) : rowOf(row));
            }}
          />
          <RefusedNotice refused={refused} />
          <SumNotice sum={sum} gain={gain} isFinal={subject === 'compromised'} />
        </>
      )}
      {sum.changed > 0 && !NOTES.has(subject) && (
        <EffectNotice
          action={endsAccess ? 'deactivate' : 'edit'}
          keyIds={plan.flatMap((each) => (each.skipped === null ? [each.key.id] : []))}
        />
      )}
      <FailureAlert failure={command.failure} />
    </DialogFrame>
  );

  function rowOf(planned: Planned<ApiKey>) {
    const { id, name } = planned.key;
    if (planned.skipped !== null) {
      return { id, name, what: { reason: t(`changes.skipped.${planned.skipped}`) } };
    }
    const texts = changeTexts(planned.before, planned.after, t, formats);
    return { id, name, what: { ...texts, isMore: planned.givesMore } };
  }

  function refusedRow({ key: { id, name }, violations }: RefusedStep) {
    const labels = violations.map(({ rule }) => t(`rules.labels.${rule}`));
    const reason = t('changes.preview.refused', { rules: formats.list(labels, 'unit') });
    return { id, name, what: { reason, isRefused: true } };
  }

  function gainOf(of: KeyChange): string {
    if (of.kind === 'add-permission') return scopeTexts([of.scope], t).join();
    if (of.kind === 'addresses') return t('changes.gains.addresses');
    return t(of.kind === 'enabled' ? 'changes.gains.enabled' : 'changes.gains.expiration');
  }
}

/**
 * Keys that get more access come first, and those that stay as they are come last: before them the
 * keys that a rule holds back.
 */
function byInterest(
  plan: readonly Planned<ApiKey>[],
  refused: readonly RefusedStep[],
): (Planned<ApiKey> | RefusedStep)[] {
  const changed = plan.filter(({ skipped }) => skipped === null);
  const isMore = (planned: Planned<ApiKey>) => planned.skipped === null && planned.givesMore;
  return [
    ...changed.filter(isMore),
    ...changed.filter((planned) => !isMore(planned)),
    ...refused,
    ...plan.filter(({ skipped }) => skipped !== null),
  ];
}
