import type { ApiKey } from '../../../../shared/keys/api-key';
import type { ChangeDraft, ChangeSubject } from '../change/change-draft';
import type { UnsavedForm } from '../../../../shared/keys/unsaved-form';

/** The open dialog of the page, with its parameters. */
export type KeyDialog =
  /** `typed`: unsaved input from before a lock or a reload. `from`: the key whose settings it gets */
  | { kind: 'create'; typed?: UnsavedForm['fields']; from?: ApiKey }
  /**
   * the secret, until Done: the only place where the window holds one that the person has not asked
   * to see
   */
  | { kind: 'created'; apiKey: ApiKey; secret: string | null }
  /** `replaced`: the hint of the old secret */
  | { kind: 'rotated'; apiKey: ApiKey; secret: string | null; replaced: string }
  | { kind: 'edit'; apiKey: ApiKey; typed?: UnsavedForm['fields'] }
  | { kind: 'delete'; keys: readonly ApiKey[] }
  /** two or three keys side by side */
  | { kind: 'compare'; keys: readonly ApiKey[] }
  /** the keys that can be restored */
  | { kind: 'deleted' }
  /** several keys, of which some work */
  | { kind: 'deactivate'; keys: readonly ApiKey[]; onDone: () => void }
  /** `draft`: values to begin with */
  | {
      kind: 'change';
      subject: ChangeSubject;
      draft?: Partial<ChangeDraft>;
      keys: readonly ApiKey[];
      onDone: () => void;
    }
  | { kind: 'reveal'; apiKey: ApiKey }
  | { kind: 'copy'; apiKey: ApiKey }
  | { kind: 'rotate'; apiKey: ApiKey }
  | { kind: 'test'; apiKey: ApiKey }
  | { kind: 'handOver'; apiKey: ApiKey };
