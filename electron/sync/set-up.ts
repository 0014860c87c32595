import { z } from 'zod';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import type { ServerInfo } from '../../shared/sync/sync-state';
import { sealedSecretSchema } from '../lib/vault-port';
import type { EndpointAddress } from './wire/address';
import { parseAddress } from './wire/address';
import type { SyncDraft, SyncVault } from './sync-vault';

const NAME = 'sync-endpoint';

/** The name that the credential is sealed under. */
const CREDENTIAL = 'sync-endpoint credential';

const serverSchema = z.object({
  name: z.string(),
  version: z.string(),
  api: z.string(),
  capabilities: z.array(z.string()),
}) satisfies z.ZodType<ServerInfo>;

const setUpSchema = z.object({
  address: z.string().max(2_000),
  /** empty for an access token */
  user: z.string().max(200),
  credential: sealedSecretSchema,
  identity: z.string().max(600),
  batchSize: z.int().min(1).max(1_000),
  /** a lower batch limit found by trial */
  learnt: z
    .object({ requests: z.int().min(1).optional(), bytes: z.int().min(1).optional() })
    .optional(),
  server: serverSchema,
  /** the user has seen the preview of the first sync and confirmed it */
  isBegun: z.boolean(),
  isPaused: z.boolean(),
});
/** The vault's connection to an endpoint, as the vault stores it. */
export type SetUp = z.infer<typeof setUpSchema>;

/** Sign-in: an access token, or a user name with a password. */
export interface Credentials {
  /** empty for an access token */
  user: string;
  secret: string;
}

/** @returns null when there is none, or none that this version understands */
export function setUpOf({ settings }: Pick<SyncVault, 'settings'>): SetUp | null {
  const parsed = setUpSchema.safeParse(settings.get(NAME));
  return parsed.success && typeof parseAddress(parsed.data.address) !== 'string'
    ? parsed.data
    : null;
}

export const draftForSetUp = (setUp: SetUp | null): SyncDraft => ({
  event: 'setting.changed',
  keyId: null,
  change: { name: NAME, value: setUp },
});

export function sealCredential(vault: SyncVault, secret: string): SetUp['credential'] {
  const bytes = Buffer.from(secret);
  const sealed = vault.sealSecret(CREDENTIAL, bytes);
  bytes.fill(0);
  return sealed;
}

/** @returns the stored credentials; `sync-not-set-up` when they do not decrypt */
export function openCredentials(vault: SyncVault, setUp: SetUp): Result<Credentials> {
  const bytes = vault.openSealed(CREDENTIAL, setUp.credential);
  if (bytes === null) return fail({ code: 'sync-not-set-up' });
  const secret = bytes.toString('utf8');
  bytes.fill(0);
  return ok({ user: setUp.user, secret });
}

/** The value of the `Authorization` header. */
export const authorizationOf = ({ user, secret }: Credentials): string =>
  user === '' ? `Bearer ${secret}` : `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;

/** @throws never: `setUpOf` has validated the address */
export function addressOf({ address }: SetUp): EndpointAddress {
  const parsed = parseAddress(address);
  if (typeof parsed === 'string') throw new Error('a set-up without an address');
  return parsed;
}
