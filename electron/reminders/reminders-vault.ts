import type { RemindedKey } from '../../shared/reminders/reminders';
import type { Result } from '../../shared/lib/result';
import type { SettingChanged } from '../lib/vault-port';

/** The part of an unlocked vault that reminders need. */
export interface RemindersVault {
  readonly keys: ReadonlyMap<string, { record: RemindedKey }>;
  readonly settings: ReadonlyMap<string, unknown>;
  /** Loads all keys, yielding to the event loop in between: there may be 100,000. */
  readKeys(): Promise<void>;
  commit(prepare: () => Result<SettingChanged[]>): Promise<Result<readonly unknown[]>>;
}
