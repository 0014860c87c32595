import { z } from 'zod';
import { apiKeyChangesSchema, apiKeySchema, instantSchema, newApiKeySchema } from '../keys/api-key';
import { deletedKeysSchema } from '../keys/deleted-key';
import { handedOverSchema, RECIPIENT_LENGTH } from '../keys/hand-over';
import { GRACE_PERIODS } from '../keys/grace-period';
import type { Verdict } from '../sync/sync-state';
import { savedListsSchema } from '../keys/saved-lists-schema';
import { unsavedFormSchema } from '../keys/unsaved-form';
import { keyChangeSchema } from '../keys/key-change-schema';
import type { RevertPlan } from '../keys/plan-revert';
import type { ShownUsage } from '../keys/usage';
import { nothing, done, made, keyId } from './schemas';
import { proof } from './unlock-methods';
import type { Requests } from './schemas';

const keyIds = z.array(keyId).min(1).max(200_000);

/** The number by which `keys:plan-revert` knows the change; null when nothing was recorded. */
const undo = z.number().nullable();

/** `gone`: how many of the keys were already deleted. */
const changedTogether = z.object({ gone: z.number(), undo });

/** What was shown to the person: `planDigest` of the plan. */
const shown = z.string().max(40);
const sequence = z.int().positive();

const onGrace = z.strictObject({ id: keyId, until: instantSchema });

/** The requests about API keys and their secrets. */
export const keyRequests = {
  /**
   * The first rows of the page, before the whole list has arrived: the newest keys, without
   * inactive ones if those are hidden, and the counts.
   */
  'keys:newest': {
    input: nothing,
    output: z.object({
      revision: z.number(),
      keys: z.array(apiKeySchema),
      shown: z.number(),
      total: z.number(),
    }),
  },
  /**
   * All keys, some thousand in each answer: `next` is the index of the next part. Parts of one
   * revision belong together.
   */
  'keys:list': {
    input: z.strictObject({ from: z.int().nonnegative() }),
    output: z.object({
      revision: z.number(),
      keys: z.array(apiKeySchema),
      next: z.number().nullable(),
    }),
  },
  /** How often a key was used; null when no endpoint has reported it. */
  'keys:usage': { input: z.strictObject({ id: keyId }), output: made<ShownUsage | null>() },
  /**
   * `secret`: null unless the person has just pressed a key or a button over the page; see
   * `platform/windows/user-gestures.ts`.
   */
  'keys:create': {
    input: newApiKeySchema,
    output: z.object({ apiKey: apiKeySchema, secret: z.string().nullable() }),
  },
  'keys:update': {
    input: z.strictObject({ id: keyId, changes: apiKeyChangesSchema }),
    output: z.object({ apiKey: apiKeySchema, undo }),
  },
  /**
   * Makes one change to many keys, in one commit. It fails when its plan is not the one that was
   * shown. `keys:changing` reports the progress.
   */
  'keys:change': {
    input: z.strictObject({ ids: keyIds, change: keyChangeSchema, shown }),
    output: z.object({ changed: z.number(), undo }),
  },
  /** Cancels a running `keys:change` or `keys:revert` that is not yet committed. */
  'keys:cancel-change': { input: nothing, output: done },
  /** What reverting the commit that an entry of the activity belongs to would do now. */
  'keys:plan-revert': {
    input: z.strictObject({ sequence }),
    output: made<RevertPlan>(),
  },
  /** Reverts that commit, as it was planned and shown. */
  'keys:revert': {
    input: z.strictObject({ sequence, shown }),
    output: z.object({ changed: z.number(), undo }),
  },
  /** Both change the keys that exist, and fail when none does. */
  'keys:set-enabled': {
    input: z.strictObject({ ids: keyIds, enabled: z.boolean() }),
    output: changedTogether,
  },
  'keys:delete': { input: z.strictObject({ ids: keyIds }), output: changedTogether },
  /** The deleted keys that can be restored. */
  'keys:deleted': { input: nothing, output: deletedKeysSchema },
  /** Restores those that can be; each is disabled, and may have another id and name. */
  'keys:restore': { input: z.strictObject({ ids: keyIds }), output: z.array(apiKeySchema) },
  /**
   * Replaces the secret. The old one stays valid for the grace period. The new one is returned
   * once, as by `keys:create`. `cutsShort`: the end of a running grace period that the person
   * agreed to end now.
   */
  'keys:rotate': {
    input: z.strictObject({
      id: keyId,
      grace: z.enum(GRACE_PERIODS),
      cutsShort: instantSchema.nullable(),
    }),
    output: z.object({ apiKey: apiKeySchema, secret: z.string().nullable() }),
  },
  /** The previous secret ends now. `until`: the end of the grace period that the user saw. */
  'keys:end-grace': { input: onGrace, output: apiKeySchema },
  /** The previous secret is the only one again, and the present one ends now. */
  'keys:cancel-rotation': { input: onGrace, output: apiKeySchema },
  /**
   * The unsaved input of the form; null when it was saved or discarded. It is kept sealed across a
   * lock. `isLeaving`: the app is about to quit, so it must be kept across that too.
   */
  'keys:keep-form': {
    input: z.strictObject({
      form: unsavedFormSchema.nullable(),
      isLeaving: z.boolean().optional(),
    }),
    output: done,
  },
  'keys:kept-form': { input: nothing, output: unsavedFormSchema.nullable() },
  /** The saved views and templates of permissions. */
  'keys:saved-lists': { input: nothing, output: savedListsSchema },
  /** Replaces the lists that are given. */
  'keys:save-lists': { input: savedListsSchema.partial(), output: savedListsSchema },
  /** With a proof. `hideAt`: when the window must clear the secret. */
  'secrets:reveal': {
    input: z.strictObject({ id: keyId, proof }),
    output: z.object({ secret: z.string(), hideAt: z.number() }),
  },
  /** Copies a secret in the main process. While it is on screen, no proof is needed. */
  'secrets:copy': {
    input: z.strictObject({ id: keyId, proof: proof.nullable() }),
    output: z.object({ clearsAt: z.number() }),
  },
  /**
   * The secret is no longer on screen: a running reveal or copy is discarded, and the next one
   * needs a proof.
   */
  'secrets:conceal': { input: z.strictObject({ id: keyId }), output: done },
  /** Asks the endpoint whether it accepts the secret of a key: the one request that carries a secret. */
  'secrets:test': {
    /** `scope`: the permission to test; without it, the secret as such */
    input: z.strictObject({ id: keyId, proof, scope: z.string().min(1).max(120).optional() }),
    output: z.object({ verdict: made<Verdict>() }),
  },
  /**
   * Writes the secret to a file in the age format. The person chooses the file; null when they
   * cancel. `recipient`: `age1…`; null for a generated passphrase, which is returned once.
   */
  'secrets:hand-over': {
    input: z.strictObject({
      id: keyId,
      proof,
      recipient: z.string().max(RECIPIENT_LENGTH).nullable(),
    }),
    output: handedOverSchema.nullable(),
  },
} as const satisfies Requests;
