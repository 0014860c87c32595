import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { UnsavedForm } from '../../../../shared/keys/unsaved-form';
import { isLater, reachOf } from '../../../../shared/keys/reach';
import { bridge } from '../../../bridge/bridge';
import { useSync } from '../../../bridge/sync';
import { useCommand } from '../../../bridge/use-command';
import { NAME_PLACEHOLDER, useToast } from '../../../ui/feedback/toasts';
import { useKeyActions } from '../key-actions';
import { useActionEffect } from '../use-action-effect';
import { useUndoAction } from '../use-undo-action';
import { changesOf, draftOf } from '../form/key-draft';
import { takenNames } from '../form/taken-names';
import { useRuleCheck } from '../form/use-rule-check';
import { useKeyForm } from '../form/use-key-form';
import type { KeyIndex } from '../store/key-index';
import { KeyFormDialog } from './key-form-dialog';

/** Edits a key. Only changed fields are sent. */
export function EditDialog({
  apiKey,
  asNow,
  isGone,
  typed,
  index,
  onClosed,
}: {
  /** as it was when the dialog opened */
  apiKey: ApiKey;
  /** the present key, or its last known state */
  asNow: ApiKey;
  /** whether the key was deleted while the dialog was open */
  isGone: boolean;
  /** unsaved input from before a lock or a reload */
  typed: UnsavedForm['fields'] | null;
  index: KeyIndex;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const { offerShow } = useKeyActions();
  const effectOf = useActionEffect();
  const undoOf = useUndoAction();
  const sync = useSync();
  const [open, setOpen] = useState(true);
  // The key as it was when the dialog opened. Fields that others change later must not be sent
  // back.
  const [key] = useState(apiKey);
  const [initial] = useState(() => draftOf(key));
  const [isNameTaken] = useState(() => takenNames(index, key.id));
  const form = useKeyForm(initial, typed, key, isNameTaken, useRuleCheck(index, key));
  const update = useCommand(bridge.keys.update);
  // A deactivation is sent even when the record at the endpoint cannot be read.
  const endsAccess = key.enabled && !form.draft.enabled;
  const reach = reachOf(sync, [apiKey.id], { endsAccess });

  const save = async () => {
    const changes = changesOf(form.draft, key, Date.now());
    if (Object.keys(changes).length === 0) return setOpen(false);
    const result = await update.run({ id: key.id, changes });
    if (result?.ok) {
      toast({
        words: t('dialogs.toasts.saved', { name: NAME_PLACEHOLDER }),
        name: result.value.apiKey.name,
        undo: undoOf(result.value.undo),
        action: offerShow([result.value.apiKey]),
        below: Object.keys(changes).some(isAccess)
          ? effectOf(endsAccess ? 'deactivated' : 'saved', [key.id])
          : undefined,
      });
      return setOpen(false);
    }
    if (result?.failure.code === 'invalid-key') form.showProblems(result.failure.problems);
  };

  return (
    <KeyFormDialog
      words={{
        title: t('dialogs.edit.title'),
        sentence: isLater(reach)
          ? t('dialogs.edit.sentence')
          : `${t('dialogs.edit.sentence')} ${t(`dialogs.effect.${reach}.edit`)}`,
        save: t('dialogs.edit.save'),
        busy: t('dialogs.edit.busy'),
      }}
      form={form}
      apiKey={key}
      asNow={asNow}
      isGone={isGone}
      endsAccess={endsAccess}
      isKept={typed !== null}
      open={open}
      busy={update.busy}
      failure={update.failure}
      onSave={() => void save()}
      onClose={() => setOpen(false)}
      onClosed={onClosed}
    />
  );
}

/** Whether a field affects what requests with the key may do. */
const isAccess = (field: string): boolean =>
  ['enabled', 'expiresAt', 'scopes', 'allowedIps'].includes(field);
