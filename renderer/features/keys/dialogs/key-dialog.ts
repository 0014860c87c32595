import type { ApiKey } from '../../../../shared/keys/api-key';
import type { UnsavedForm } from '../../../../shared/keys/unsaved-form';

/** The dialog that is open on the page, with what it is about. */
export type KeyDialog =
  /** `typed`: what was not saved when the vault was locked or the page was lost */
  | { kind: 'create'; typed?: UnsavedForm['fields'] }
  /** the only place where the window holds a secret of its own accord, until Done */
  | { kind: 'created' | 'rotated'; apiKey: ApiKey; secret: string | null }
  | { kind: 'edit'; apiKey: ApiKey; typed?: UnsavedForm['fields'] }
  | { kind: 'delete'; keys: readonly ApiKey[] }
  /** what can be restored */
  | { kind: 'deleted' }
  /** several, some of which work */
  | { kind: 'deactivate'; keys: readonly ApiKey[]; onDone: () => void }
  | { kind: 'reveal'; apiKey: ApiKey }
  | { kind: 'copy'; apiKey: ApiKey }
  | { kind: 'rotate'; apiKey: ApiKey }
  | { kind: 'test'; apiKey: ApiKey };
