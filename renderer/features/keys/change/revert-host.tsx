import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/lib/failure';
import type { RevertPlan } from '../../../../shared/keys/plan-revert';
import { bridge } from '../../../bridge/bridge';
import { useToast } from '../../../ui/feedback/toasts';
import { useActionEffect } from '../use-action-effect';
import { useUndoAction } from '../use-undo-action';
import { RevertDialog } from './revert-dialog';

/** The change to revert; see `AskUndo`. */
export interface UndoWish {
  sequence: number;
  isDirect: boolean;
}

/** Nothing is left out, deleted, or given to many keys at once, so one press is enough. */
function isPlain({ steps }: RevertPlan): boolean {
  return steps.every(
    (step) =>
      step.skipped === null && step.does !== 'delete' && (!step.givesMore || steps.length === 1),
  );
}

/** Reverts a change: at once where that is plain, otherwise after a dialog. */
export function RevertHost({ wish, onLeft }: { wish: UndoWish; onLeft: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const undoOf = useUndoAction();
  const effectOf = useActionEffect();
  const { sequence } = wish;
  const [plan, setPlan] = useState<RevertPlan | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(!wish.isDirect);

  const read = async () => {
    const planned = await bridge.keys.planRevert({ sequence });
    if (planned.ok) setPlan(planned.value);
    return planned;
  };

  const revert = async ({ steps, digest }: RevertPlan): Promise<Failure | null> => {
    setBusy(true);
    const reverted = await bridge.keys.revert({ sequence, shown: digest });
    setBusy(false);
    if (!reverted.ok) {
      if (reverted.failure.code === 'preview-outdated') await read();
      return reverted.failure;
    }
    const { changed, undo: next } = reverted.value;
    toast({
      words: t('changes.revert.done', { count: changed }),
      undo: undoOf(next),
      below: effectOf(
        'saved',
        steps.flatMap((step) => (step.skipped === null ? [step.key.id] : [])),
      ),
    });
    return null;
  };

  const start = useEffectEvent(async () => {
    const planned = await read();
    if (planned.ok && !isAsking && isPlain(planned.value)) {
      const failed = await revert(planned.value);
      if (failed === null || failed.code === 'not-confirmed') return onLeft();
      setFailure(failed);
    }
    if (!planned.ok) setFailure(planned.failure);
    setAsking(true);
  });
  // oxlint-disable-next-line react/set-state-in-effect -- it begins with a request
  useEffect(() => void start(), []);

  if (!isAsking) return null;
  return (
    <RevertDialog
      plan={plan}
      failure={failure}
      busy={busy}
      onRevert={async () => {
        if (plan === null || busy) return false;
        setFailure(null);
        const failed = await revert(plan);
        // The person declined it just now, so no message is needed.
        if (failed !== null && failed.code !== 'not-confirmed') setFailure(failed);
        return failed === null;
      }}
      onClosed={onLeft}
    />
  );
}
