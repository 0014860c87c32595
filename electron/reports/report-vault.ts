import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import type { SettingChanged } from '../lib/vault-port';
import type { VaultKey } from './content/report-key';
import type { ReportSource, SourceEvent, SourceWalk } from './content/report-source';

/** The events that reports commit. */
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
  | SettingChanged;

/** The part of an unlocked vault that reports need. */
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

/** Carries a failure through streams to the caller of the report. */
export class ReportFault extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** A vault as a source of reports. */
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
