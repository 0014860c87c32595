import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import type { VaultKey } from './content/report-key';
import type { ReportSource, SourceEvent, SourceWalk } from './content/report-source';

/** What reports may ask a vault to record. */
export type ReportDraft =
  | {
      event: 'report.exported';
      keyId: null;
      change: {
        report: string;
        format: string;
        file: string;
        filter: string;
        count: number;
        dataSha256: string;
      };
    }
  | {
      event: 'setting.changed';
      keyId: null;
      change: { name: string; value: SettingValue };
    };

type SettingValue =
  | string
  | number
  | boolean
  | null
  | SettingValue[]
  | { [name: string]: SettingValue };

/** What reports need of an unlocked vault. */
export interface ReportVault {
  readonly keys: ReadonlyMap<string, VaultKey>;
  readonly settings: ReadonlyMap<string, unknown>;
  readonly actor: string;
  readonly isReadOnly: boolean;
  commit(
    prepare: () => Result<ReportDraft[]>,
    origin?: 'schedule',
  ): Promise<Result<readonly unknown[]>>;
  activity: {
    walk(options: {
      signal: AbortSignal;
      onEvents: (events: SourceEvent[]) => void | Promise<void>;
    }): Promise<Result<SourceWalk>>;
  };
}

/** A failure on its way up through what streams. It is caught where the report was asked for. */
export class ReportFault extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** A vault as reports read it. */
export function sourceOf(vault: ReportVault): ReportSource {
  return {
    keys: () => vault.keys.values(),
    async walkActivity(options) {
      const walk = await vault.activity.walk(options);
      if (!walk.ok) throw new ReportFault(walk.failure);
      return walk.value;
    },
  };
}
