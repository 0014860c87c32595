import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/lib/failure';
import { sumOf } from '../../../../shared/keys/plan-change';
import type { RevertPlan, RevertStep } from '../../../../shared/keys/plan-revert';
import { bridge } from '../../../bridge/bridge';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { Notice } from '../../../ui/feedback/notice';
import { SkeletonLines } from '../../../ui/feedback/skeleton-rows';
import { DialogFrame } from '../../../ui/layout/dialog-frame';
import { bidiIsolate } from '../../../ui/text/bidi-isolate';
import { useFormats } from '../../../ui/text/formats';
import { EffectNotice } from '../dialogs/effect-notice';
import { ChangeProgress } from './change-progress';
import { PreviewList } from './preview-list';
import { changeTexts, isChangeField } from './preview-text';
import { SumNotice } from './sum-notice';

/** Says for each key what reverting a change does, before it is done. */
export function RevertDialog({
  plan,
  failure,
  busy,
  onRevert,
  onClosed,
}: {
  /** null while it is read */
  plan: RevertPlan | null;
  failure: Failure | null;
  busy: boolean;
  onRevert: () => Promise<boolean>;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [open, setOpen] = useState(true);
  const steps = plan?.steps ?? [];
  const sum = sumOf(steps);
  const deletes = steps.some((step) => step.skipped === null && step.does === 'delete');
  const isByRules = steps.every((step) => step.skipped?.reason === 'rules');
  const leave = () => {
    if (busy) void bridge.keys.cancelChange();
    else setOpen(false);
  };
  return (
    <DialogFrame
      open={open}
      title={t('changes.revert.title')}
      sentence={
        plan
          ? t('changes.revert.sentence', {
              actor: bidiIsolate(plan.actor),
              when: formats.moment(Date.parse(plan.at)),
            })
          : t('changes.revert.reading')
      }
      width={640}
      onClose={leave}
      onExited={onClosed}
      onSubmit={() => {
        if (sum.changed > 0) void onRevert().then((isDone) => isDone && setOpen(false));
      }}
      footText={busy && <ChangeProgress />}
      buttons={
        <>
          <Button onClick={leave}>{t(busy ? 'changes.stop' : 'common.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            color={sum.widened > 0 || deletes ? 'error' : 'primary'}
            disabled={sum.changed === 0}
            aria-busy={busy}
            autoFocus
          >
            {busy ? t('changes.revert.busy') : t('changes.revert.apply', { count: sum.changed })}
          </Button>
        </>
      }
    >
      {plan === null && failure === null && <SkeletonLines label={t('changes.revert.loading')} />}
      {plan !== null && (
        <>
          <PreviewList
            count={steps.length}
            rowAt={(at) => {
              const step = steps[at];
              return step && rowOf(step);
            }}
          />
          {sum.changed === 0 ? (
            <Notice tone="care" role="status">
              {t(`changes.revert.${isByRules ? 'refusedByRules' : 'refused'}`)}
            </Notice>
          ) : (
            <>
              <SumNotice sum={sum} gain={t('changes.gains.revert')} />
              <EffectNotice
                action="edit"
                keyIds={steps.flatMap((step) => (step.skipped === null ? [step.key.id] : []))}
              />
            </>
          )}
        </>
      )}
      <FailureAlert failure={failure} />
    </DialogFrame>
  );

  function rowOf(step: RevertStep) {
    const { id, name } = step.key;
    if (step.skipped !== null) {
      const isRefused = step.skipped.reason === 'rules';
      return { id, name, what: { reason: obstacleText(step.skipped), isRefused } };
    }
    if (step.does === 'update') {
      const texts = changeTexts(step.before, step.after, t, formats);
      return { id, name, what: { ...texts, isMore: step.givesMore } };
    }
    const [there, deleted] = [t('changes.preview.there'), t('changes.preview.deleted')];
    if (step.does === 'delete') {
      return { id, name, what: { before: there, after: deleted, isMore: false } };
    }
    const isMore = step.givesMore;
    const after = t(`changes.preview.${isMore ? 'restored' : 'restoredInactive'}`);
    return { id, name, what: { before: deleted, after, isMore } };
  }

  function obstacleText(obstacle: NonNullable<RevertStep['skipped']>): string {
    if (obstacle.reason === 'rules') {
      const labels = obstacle.rules.map((rule) => t(`rules.labels.${rule}`));
      return t('changes.preview.refused', { rules: formats.list(labels, 'unit') });
    }
    if (obstacle.reason !== 'changed-since')
      return t(`changes.revert.obstacles.${obstacle.reason}`);
    const known = obstacle.fields.filter(isChangeField);
    if (known.length === 0) return t('changes.revert.changedAgain');
    const fields = known.map((field) => t(`activity.fields.${field}`));
    return t('changes.revert.changedSince', { fields: formats.list(fields, 'unit') });
  }
}
