import type { EndDoubt, Origin } from '../../../shared/activity/activity';
import type { VaultKey } from './report-key';

/** An event of the activity, as far as reports look into it. */
export interface SourceEvent {
  sequence: number;
  /** RFC 3339 */
  at: string;
  actor: string;
  /** absent in events of before it was noted */
  origin?: Origin | undefined;
  event: string;
  keyId: string | null;
  change: unknown;
}

/** What a walk along the whole activity found out about it. */
export interface SourceWalk {
  verdict:
    | { kind: 'whole' }
    | { kind: 'torn' }
    | { kind: 'broken'; line: number }
    | { kind: 'cancelled' };
  /** sequence numbers of the first and the last good line; `last` is smaller when there is none */
  first: number;
  last: number;
  /** the tag of the last good line: it stands for the whole chain up to there */
  tag: string;
  /** what is known of its end besides, which no chain tells */
  end: EndDoubt;
  /** what of the activity stands in archives before `first`; `bad` ones are missing, altered or cannot be read */
  archived: {
    events: number;
    first: number | null;
    bad: readonly { file: string; first: number; last: number }[];
  };
}

/** Where reports get what they are about. */
export interface ReportSource {
  /** every key there is now; reading it takes a moment in which nothing changes */
  keys(): Iterable<VaultKey>;
  /** every event in order, and the verdict about the chain */
  walkActivity(options: {
    signal: AbortSignal;
    onEvents: (events: readonly SourceEvent[]) => void | Promise<void>;
  }): Promise<SourceWalk>;
}
