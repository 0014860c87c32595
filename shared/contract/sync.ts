import { z } from 'zod';
import { apiKeyChangesSchema } from '../keys/api-key';
import { SETTLEMENTS } from '../sync/sync-state';
import type { SyncPreview, SyncState, TestReport } from '../sync/sync-state';
import { nothing, done, made, keyId } from './schemas';
import { proof } from './unlock-methods';
import type { Requests } from './schemas';

/**
 * An endpoint as entered, with a proof: another person at the computer could send the content of
 * the vault elsewhere.
 */
const endpoint = z.strictObject({
  address: z.string().max(2_000),
  /** empty for an access token */
  user: z.string().max(200),
  /** access token or password; empty: the stored one */
  secret: z.string().max(4_000),
  proof,
});

const decision = z.strictObject({
  keyId,
  fields: apiKeyChangesSchema.pick({
    name: true,
    integration: true,
    note: true,
    owner: true,
    scopes: true,
    allowedIps: true,
  }),
});

/** The requests about sync. */
export const syncRequests = {
  'sync:state': { input: nothing, output: made<SyncState>() },
  /** Tests an endpoint and stores nothing. */
  'sync:test': { input: endpoint, output: made<TestReport>() },
  /**
   * Tests an endpoint, and stores it when the test passes. Keys are sent only after `sync:begin`.
   */
  'sync:connect': { input: endpoint, output: made<TestReport>() },
  /** A preview of a sync, made by reading only. */
  'sync:preview': { input: nothing, output: made<SyncPreview>() },
  'sync:begin': { input: nothing, output: done },
  'sync:now': { input: nothing, output: done },
  'sync:cancel': { input: nothing, output: done },
  'sync:set-paused': { input: z.strictObject({ isPaused: z.boolean() }), output: done },
  /** Disconnects the endpoint. No key is deleted, neither here nor there. */
  'sync:forget': { input: nothing, output: done },
  /**
   * `compare`: compare both sides from the start; `remove`: accept the many deletions; `send`:
   * reject them and send the keys again.
   */
  'sync:answer': {
    input: z.strictObject({ answer: z.enum(['compare', 'remove', 'send']) }),
    output: done,
  },
  /** The person's decisions about fields that were changed on both sides. */
  'sync:decide': {
    input: z.strictObject({ decisions: z.array(decision).min(1).max(10_000) }),
    output: done,
  },
  /** `delete`: delete the keys at the endpoint too; `take`: take over the endpoint's state. */
  'sync:answer-returned': {
    input: z.strictObject({
      keyIds: z.array(keyId).min(1).max(100_000),
      answer: z.enum(['delete', 'take']),
    }),
    output: done,
  },
  /** The decision about a record that cannot be read. */
  'sync:settle': {
    input: z.strictObject({ id: z.string().max(100), how: z.enum(SETTLEMENTS) }),
    output: done,
  },
  'sync:dismiss-notices': { input: nothing, output: done },
} as const satisfies Requests;
