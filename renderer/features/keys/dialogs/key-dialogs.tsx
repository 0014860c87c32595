import type { ApiKey } from '../../../../shared/api-key';
import { assertNever } from '../../../../shared/result';
import type { KeyIndex } from '../store/key-index';
import { CopyDialog } from './copy-dialog';
import { CreateDialog } from './create-dialog';
import { CreatedDialog } from './created-dialog';
import { DeleteDialog } from './delete-dialog';
import { EditDialog } from './edit-dialog';
import type { KeyDialog } from './key-dialog';
import { RevealDialog } from './reveal-dialog';
import { RotateDialog } from './rotate-dialog';
import { TestDialog } from './test-dialog';

/** All dialogs of the page, one at a time. Loaded apart from the page, which is on the screen sooner so. */
export function KeyDialogs({
  dialog,
  index,
  onNext,
  onClosed,
}: {
  dialog: KeyDialog;
  index: KeyIndex;
  /** one dialog leads to another */
  onNext: (dialog: KeyDialog) => void;
  /** the dialog has left the screen */
  onClosed: () => void;
}) {
  // What a key may do, and what the endpoint has of it, may change while its dialog is open.
  const asNow = (apiKey: ApiKey) => index.get(apiKey.id) ?? apiKey;
  switch (dialog.kind) {
    case 'create':
      return (
        <CreateDialog
          typed={dialog.typed ?? null}
          index={index}
          onCreated={(apiKey, secret) => onNext({ kind: 'created', apiKey, secret })}
          onClosed={onClosed}
        />
      );
    case 'created':
    case 'rotated':
      return (
        <CreatedDialog
          occasion={dialog.kind}
          apiKey={dialog.apiKey}
          secret={dialog.secret}
          onClosed={onClosed}
        />
      );
    case 'rotate':
      return (
        <RotateDialog
          apiKey={asNow(dialog.apiKey)}
          onRotated={(apiKey, secret) => onNext({ kind: 'rotated', apiKey, secret })}
          onEdit={() => onNext({ kind: 'edit', apiKey: asNow(dialog.apiKey) })}
          onClosed={onClosed}
        />
      );
    case 'test':
      return <TestDialog apiKey={asNow(dialog.apiKey)} onClosed={onClosed} />;
    case 'edit':
      return (
        <EditDialog
          apiKey={dialog.apiKey}
          typed={dialog.typed ?? null}
          index={index}
          onClosed={onClosed}
        />
      );
    case 'delete':
      return <DeleteDialog keys={dialog.keys} onClosed={onClosed} />;
    case 'reveal':
      return <RevealDialog apiKey={dialog.apiKey} onClosed={onClosed} />;
    case 'copy':
      return <CopyDialog apiKey={dialog.apiKey} onClosed={onClosed} />;
    default:
      return assertNever(dialog);
  }
}
