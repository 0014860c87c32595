import type { ActivityEndStatus, Origin } from '../../../shared/activity/activity';
import type { VaultKey } from './report-key';

/** The part of an event that reports read. */
export interface SourceEvent {
  sequence: number;
  /** RFC 3339 */
  at: string;
  actor: string;
  /** absent in older events */
  origin?: Origin | undefined;
  event: string;
  keyId: string | null;
  change: unknown;
}

/** The result of verifying the whole activity. */
export interface SourceWalk {
  verdict:
    | { kind: 'whole' }
    | { kind: 'torn' }
    | { kind: 'broken'; line: number }
    | { kind: 'cancelled' };
  /** sequence numbers of the first and the last good line; `last` is smaller when there is none */
  first: number;
  last: number;
  /** the tag of the last good line, which authenticates the chain up to it */
  tag: string;
  /** the rollback check of its end, which the chain alone cannot show */
  end: ActivityEndStatus;
  /** the archives before `first`; `bad` ones are missing, altered or unreadable */
  archived: {
    events: number;
    first: number | null;
    bad: readonly { file: string; first: number; last: number }[];
  };
}

/** The data source of reports. */
export interface ReportSource {
  /** every present key; synchronous, so that nothing changes meanwhile */
  keys(): Iterable<VaultKey>;
  /** every event in order, and the verdict on the chain */
  walkActivity(options: {
    signal: AbortSignal;
    onEvents: (events: readonly SourceEvent[]) => void | Promise<void>;
  }): Promise<SourceWalk>;
}
