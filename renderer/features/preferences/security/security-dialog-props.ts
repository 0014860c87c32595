import type { CredentialsChanged } from '../../../../shared/contract/unlock-methods';

/** The props of every dialog of the Security section. */
export interface SecurityDialogProps {
  onClosed: () => void;
  /** The credentials have changed. The dialog closes next. */
  onChanged: (changed: CredentialsChanged) => void;
}
