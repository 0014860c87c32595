import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import type { UnsavedForm } from '../../../../shared/keys/unsaved-form';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { duplicateDraft, unknownScopes } from '../form/duplicate-draft';
import { EMPTY_DRAFT, newKeyOf } from '../form/key-draft';
import { takenNames } from '../form/taken-names';
import { useRuleCheck } from '../form/use-rule-check';
import { useKeyForm } from '../form/use-key-form';
import type { KeyIndex } from '../store/key-index';
import { KeyFormDialog } from './key-form-dialog';
import { NamedSentence } from './named-sentence';

/** Creates a key. The dialog with its secret follows. */
export function CreateDialog({
  typed,
  from,
  index,
  onCreated,
  onClosed,
}: {
  /** unsaved input from before a lock or a reload */
  typed: UnsavedForm['fields'] | null;
  /** the key whose settings the new one gets; null for none */
  from: ApiKey | null;
  index: KeyIndex;
  onCreated: (apiKey: ApiKey, secret: string | null) => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const [isNameTaken] = useState(() => takenNames(index));
  const [initial] = useState(() =>
    from === null ? EMPTY_DRAFT : duplicateDraft(from, isNameTaken, Date.now()),
  );
  const form = useKeyForm(initial, typed, null, isNameTaken, useRuleCheck(index, null));
  const create = useCommand(bridge.keys.create);

  const save = async () => {
    const result = await create.run(newKeyOf(form.draft, Date.now()));
    if (result?.ok) return onCreated(result.value.apiKey, result.value.secret);
    if (result?.failure.code === 'invalid-key') form.showProblems(result.failure.problems);
  };

  return (
    <KeyFormDialog
      words={{
        title: t('dialogs.create.title'),
        sentence:
          from === null ? (
            t('dialogs.create.sentence')
          ) : (
            <NamedSentence sentence="dialogs.create.sentenceFrom" name={from.name} />
          ),
        save: t('dialogs.create.save'),
        busy: t('dialogs.create.busy'),
      }}
      form={form}
      apiKey={null}
      notGranted={from === null ? undefined : unknownScopes(from)}
      asNow={null}
      isGone={false}
      isKept={typed !== null}
      open={open}
      busy={create.busy}
      failure={create.failure}
      onSave={() => void save()}
      onClose={() => setOpen(false)}
      onClosed={onClosed}
    />
  );
}
