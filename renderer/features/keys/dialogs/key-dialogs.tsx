import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { assertNever } from '../../../../shared/lib/result';
import { KnownValuesContext } from '../form/known-values-context';
import type { KeyIndex } from '../store/key-index';
import { knownValues } from '../store/known-values';
import type { KnownField } from '../store/known-values';
import { ChangeDialog } from '../change/change-dialog';
import { CompareDialog } from './compare-dialog';
import { CopyDialog } from './copy-dialog';
import { CreateDialog } from './create-dialog';
import { CreatedDialog } from './created-dialog';
import { DeactivateDialog } from './deactivate-dialog';
import { DeleteDialog } from './delete-dialog';
import { DeletedKeysDialog } from './deleted-keys-dialog';
import { EditDialog } from './edit-dialog';
import { HandOverDialog } from './hand-over-dialog';
import type { KeyDialog } from './key-dialog';
import { KeyGoneDialog } from './key-gone-dialog';
import { RevealDialog } from './reveal-dialog';
import { RotateDialog } from './rotate-dialog';
import { TestDialog } from './test-dialog';
import { useLastKnown } from './use-last-known';

interface KeyDialogsProps {
  dialog: KeyDialog;
  index: KeyIndex;
  /** replaces this dialog by another */
  onNext: (dialog: KeyDialog) => void;
  /** called when the dialog has faded out */
  onClosed: () => void;
}

/**
 * All dialogs of the page, one at a time. They are loaded separately, so that the page is shown
 * sooner.
 */
export function KeyDialogs(props: KeyDialogsProps) {
  const { index } = props;
  const known = useCallback((field: KnownField) => knownValues(index, field), [index]);
  return (
    <KnownValuesContext value={known}>
      <OpenDialog {...props} />
    </KnownValuesContext>
  );
}

function OpenDialog({ dialog, index, onNext, onClosed }: KeyDialogsProps) {
  const isNew = dialog.kind === 'created';
  const about = 'apiKey' in dialog ? dialog.apiKey : null;
  const { apiKey, isGone } = useLastKnown(about, index, isNew);
  switch (dialog.kind) {
    case 'create':
      return (
        <CreateDialog
          typed={dialog.typed ?? null}
          from={dialog.from ?? null}
          index={index}
          onCreated={(created, secret) => onNext({ kind: 'created', apiKey: created, secret })}
          onClosed={onClosed}
        />
      );
    case 'created':
    case 'rotated':
      return (
        <CreatedDialog
          delivery={
            dialog.kind === 'created'
              ? { occasion: 'created' }
              : { occasion: 'rotated', replaced: dialog.replaced }
          }
          apiKey={apiKey ?? dialog.apiKey}
          isGone={isGone}
          secret={dialog.secret}
          onClosed={onClosed}
        />
      );
    case 'edit':
      return (
        <EditDialog
          apiKey={dialog.apiKey}
          asNow={apiKey ?? dialog.apiKey}
          isGone={isGone}
          typed={dialog.typed ?? null}
          index={index}
          onClosed={onClosed}
        />
      );
    case 'delete':
      return <DeleteDialog chosen={dialog.keys} index={index} onClosed={onClosed} />;
    case 'compare':
      return <CompareDialog chosen={dialog.keys} index={index} onClosed={onClosed} />;
    case 'deleted':
      return <DeletedKeysDialog onClosed={onClosed} />;
    case 'deactivate':
      return (
        <DeactivateDialog
          chosen={dialog.keys}
          index={index}
          onDone={dialog.onDone}
          onClosed={onClosed}
        />
      );
    case 'change':
      return (
        <ChangeDialog
          subject={dialog.subject}
          begin={dialog.draft ?? {}}
          chosen={dialog.keys}
          index={index}
          onDone={dialog.onDone}
          onClosed={onClosed}
        />
      );
    case 'reveal':
    case 'copy':
    case 'rotate':
    case 'test':
    case 'handOver':
      return (
        <PresentKeyDialog
          kind={dialog.kind}
          apiKey={apiKey ?? dialog.apiKey}
          isGone={isGone}
          onNext={onNext}
          onClosed={onClosed}
        />
      );
    default:
      return assertNever(dialog);
  }
}

/** Dialogs that need an existing key and, except for a rotation, a stored secret. */
function PresentKeyDialog({
  kind,
  apiKey,
  isGone,
  onNext,
  onClosed,
}: {
  kind: 'reveal' | 'copy' | 'rotate' | 'test' | 'handOver';
  apiKey: ApiKey;
  isGone: boolean;
  onNext: (dialog: KeyDialog) => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  if (isGone || (kind !== 'rotate' && !apiKey.hasSecret)) {
    return (
      <KeyGoneDialog
        title={t(`dialogs.${kind}.title`)}
        name={apiKey.name}
        lost={isGone ? 'key' : 'secret'}
        onClosed={onClosed}
      />
    );
  }
  switch (kind) {
    case 'reveal':
      return <RevealDialog apiKey={apiKey} onClosed={onClosed} />;
    case 'copy':
      return <CopyDialog apiKey={apiKey} onClosed={onClosed} />;
    case 'handOver':
      return <HandOverDialog apiKey={apiKey} onClosed={onClosed} />;
    case 'test':
      return <TestDialog apiKey={apiKey} onClosed={onClosed} />;
    case 'rotate':
      return (
        <RotateDialog
          apiKey={apiKey}
          onRotated={(rotated, secret) =>
            onNext({ kind: 'rotated', apiKey: rotated, secret, replaced: apiKey.hint })
          }
          onEdit={() => onNext({ kind: 'edit', apiKey })}
          onClosed={onClosed}
        />
      );
    default:
      return assertNever(kind);
  }
}
