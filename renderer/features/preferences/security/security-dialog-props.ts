import type { CredentialsChanged } from '../../../../shared/contract/unlock-methods';

/** What every dialog of the section Security is given. */
export interface SecurityDialogProps {
  onClosed: () => void;
  /** The ways in are others from now on. The dialog closes next. */
  onChanged: (changed: CredentialsChanged) => void;
}
