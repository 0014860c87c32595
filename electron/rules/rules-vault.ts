import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { Result } from '../../shared/lib/result';
import type { SettingChanged } from '../lib/vault-port';

/** The part of an unlocked vault that the rules need. */
export interface RulesVault {
  readonly keys: ReadonlyMap<string, { record: ApiKeyRecord }>;
  readonly settings: ReadonlyMap<string, unknown>;
  readonly actor: string;
  commit(prepare: () => Result<SettingChanged[]>): Promise<Result<readonly unknown[]>>;
}
