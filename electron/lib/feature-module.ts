import type { z } from 'zod';
import type { EventName } from '../../shared/contract/channels';
import type { EventPayloads } from '../../shared/contract/events';
import type { Requests } from '../../shared/contract/schemas';
import type { Result } from '../../shared/lib/result';
import type { CommittedEvent } from './vault-port';

/**
 * One handler for each request of a part of the contract: a missing one does not compile.
 *
 * `isStill` comes from `ipc/confirmations.ts`. Call it inside the commit: it says whether the person's consent covers the change
 * in the present state.
 */
export type HandlersOf<R extends Requests> = {
  [N in keyof R]: (
    input: z.infer<R[N]['input']>,
    isStill?: () => boolean,
  ) => Result<z.infer<R[N]['output']>> | Promise<Result<z.infer<R[N]['output']>>>;
};

/** Sends an event to the page. */
export type Send = <N extends EventName>(name: N, payload: EventPayloads[N]) => void;

/** The hooks of a part of the app for state changes of the vault. `VaultLifecycle` calls them. */
export interface VaultHooks {
  /** Events were committed, by any part. They are durable and visible. */
  onCommitted?(events: readonly CommittedEvent[]): void;
  /** The open vault was replaced by another version, without events that describe the change. */
  onReplaced?(): void;
  /** The vault is open. Called again when its notice changes, or when it was opened again. */
  onUnlocked?(): void;
  /**
   * The vault is about to close: the part stops its work. A returned promise delays the closing.
   * For all requests, the vault is locked already.
   */
  onLocking?(): void | Promise<void>;
  /** The vault is closed, and no work on it is running: the part drops its content. */
  onLocked?(): void | Promise<void>;
}

/** A feature as the composition root sees it: the requests that it answers, and its hooks. */
export interface FeatureModule<R extends Requests> extends VaultHooks {
  handlers: HandlersOf<R>;
}
