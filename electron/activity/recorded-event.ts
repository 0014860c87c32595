import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type {
  ActivityCursor,
  ActivityDetail,
  ActivityEventName,
  ActivityVerdict,
  ArchiveSummary,
  Origin,
  SyncCounts,
} from '../../shared/activity/activity';
import type { Result } from '../../shared/lib/result';

interface Stamp {
  sequence: number;
  at: string;
  actor: string;
  origin?: Origin | undefined;
}

/** Events of which more is shown than actor, time and key. */
type DescribedEvent =
  | { event: 'key.created'; keyId: string; change: { record: ApiKeyRecord } }
  | { event: 'key.restored'; keyId: string; change: { record: ApiKeyRecord; from: string } }
  | {
      event: 'key.updated' | 'key.rotated';
      keyId: string;
      change: { before: Partial<ApiKeyRecord>; after: Partial<ApiKeyRecord> };
    }
  | { event: 'key.deleted'; keyId: string; change: { before: ApiKeyRecord } }
  | {
      event: 'vault.unlocked' | 'vault.proof-failed';
      keyId: null;
      change: { method: Extract<ActivityDetail, { kind: 'method' }>['method'] };
    }
  | {
      event: 'vault.unlock-failed';
      keyId: null;
      change: { count: number; firstAt: string; lastAt: string };
    }
  | {
      event: 'preference.changed';
      keyId: null;
      change: { name: string; before: string; after: string };
    }
  | { event: 'secret.handed-over'; keyId: string; change: { recipient: string | null } }
  | { event: 'activity.archived'; keyId: null; change: { first: number; last: number } }
  | {
      event: 'sync.done';
      keyId: null;
      change: { first: number; isWhole: boolean } & SyncCounts;
    }
  | { event: 'setting.changed'; keyId: null; change: { name: string; value: unknown } };

/** An event from the vault: actor, time, key and change. */
export type RecordedEvent = Stamp &
  (
    | DescribedEvent
    | {
        event: Exclude<ActivityEventName, DescribedEvent['event']>;
        keyId: string | null;
        change: unknown;
      }
  );

/** The result of verifying the chain. */
interface Walk {
  verdict: { kind: 'whole' | 'torn' | 'cancelled' } | { kind: 'broken'; line: number };
  first: number;
  last: number;
  tag: string;
  archived: ActivityVerdict['archived'];
  end: ActivityVerdict['end'];
}

/** The part of an unlocked vault that the activity page needs. */
export interface ActivityVault {
  readonly keys: ReadonlyMap<string, { record: Pick<ApiKeyRecord, 'name'> }>;
  /** has the last names of keys with tombstones */
  readonly ledger: { readonly entries: ReadonlyMap<string, { name?: string | undefined }> };
  readonly activity: {
    /** the end of the newest line */
    readonly end: ActivityCursor;
    readBack(
      from: ActivityCursor | null,
      take: (event: RecordedEvent, before: ActivityCursor) => boolean,
    ): Promise<Result<{ brokenLine: number | null }>>;
    /** the archives before the activity, oldest first */
    readonly archives: readonly ArchiveSummary[];
    readArchiveBack(
      file: string,
      from: ActivityCursor | null,
      take: (event: RecordedEvent, before: ActivityCursor) => boolean,
    ): Promise<Result<void>>;
    walk(options: {
      signal: AbortSignal;
      onProgress: (doneBytes: number, totalBytes: number) => void;
    }): Promise<Result<Walk>>;
  };
}
