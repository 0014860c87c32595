import type { ApiKey } from '../../../../shared/api-key';

/** The dialog that is open on the page, with what it is about. */
export type KeyDialog =
  | { kind: 'create' }
  /** the only place where the window holds a secret of its own accord, until Done */
  | { kind: 'created' | 'rotated'; apiKey: ApiKey; secret: string }
  | { kind: 'edit'; apiKey: ApiKey }
  | { kind: 'delete'; keys: readonly ApiKey[] }
  | { kind: 'reveal'; apiKey: ApiKey }
  | { kind: 'copy'; apiKey: ApiKey }
  | { kind: 'rotate'; apiKey: ApiKey }
  | { kind: 'test'; apiKey: ApiKey };
