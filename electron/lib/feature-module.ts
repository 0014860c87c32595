import type { z } from 'zod';
import type { EventName } from '../../shared/contract/channels';
import type { EventPayloads } from '../../shared/contract/events';
import type { Requests } from '../../shared/contract/schemas';
import type { Result } from '../../shared/lib/result';
import type { CommittedEvent } from './vault-port';

/**
 * One handler for each request of a part of the contract: a missing one does not compile.
 *
 * `isStill` says, when a change has its turn, whether a person has agreed to it as it is then; `ipc/confirmations.ts` gives it.
 */
export type HandlersOf<R extends Requests> = {
  [N in keyof R]: (
    input: z.infer<R[N]['input']>,
    isStill?: () => boolean,
  ) => Result<z.infer<R[N]['output']>> | Promise<Result<z.infer<R[N]['output']>>>;
};

/** Tells the page something unasked. */
export type Send = <N extends EventName>(name: N, payload: EventPayloads[N]) => void;

/** What a part of the app does when the vault changes its state. `VaultLifecycle` calls the hooks. */
export interface VaultHooks {
  /** Events were committed, by this part or by another one. They are durable and visible. */
  onCommitted?(events: readonly CommittedEvent[]): void;
  /** The open vault is another version of itself, without events that say how. */
  onReplaced?(): void;
  /** The vault is open. Called again when its notice changes, or when it was opened anew. */
  onUnlocked?(): void;
  /**
   * The vault is about to be closed: the part ends its work. When it returns a promise, the vault is closed after that
   * has settled. To everyone who asks, the vault is locked already.
   */
  onLocking?(): void | Promise<void>;
  /** The vault is closed, and all work on it has ended: the part forgets what it knows of it. */
  onLocked?(): void | Promise<void>;
}

/** A feature as the composition root sees it: the requests that it answers, and its hooks. */
export interface FeatureModule<R extends Requests> extends VaultHooks {
  handlers: HandlersOf<R>;
}
