import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import {
  completeRecord,
  earlierRecordSchema,
  type ApiKeyRecord,
} from '../../../shared/keys/api-key';
import { levelFor, parseScope } from '../../../shared/keys/scopes';
import type { StoredRecord } from '../store/dataset';
import type { Answer, Call, Context } from './call';
import { KEYS_COLLECTION } from './call';
import { invalid } from './kinto-error';

export type Verdict =
  | 'VALID'
  | 'NOT_FOUND'
  | 'DISABLED'
  | 'EXPIRED'
  | 'FORBIDDEN'
  | 'INSUFFICIENT_PERMISSIONS'
  | 'RATE_LIMITED';

const questionSchema = z.strictObject({
  data: z.strictObject({
    secret: z.string().min(1).max(200),
    /** optional: whether the key has this scope */
    scope: z.string().max(120).optional(),
    /** optional: whether the key may be used from there; default: the client's own address */
    ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  }),
});

const WINDOW_MS = 60_000;

/** Counts the questions about each key, to slow down guessing. */
export class Verifier {
  private readonly asked = new Map<string, { since: number; count: number }>();

  /** @param perMinute how often one secret may be asked about */
  constructor(
    private readonly perMinute: number,
    private readonly now: () => number,
  ) {}

  /** @returns seconds to wait; 0 when the question is allowed now */
  waitFor(hash: string): number {
    const now = this.now();
    const window = this.asked.get(hash);
    if (!window || now - window.since >= WINDOW_MS) {
      this.asked.set(hash, { since: now, count: 1 });
      return this.perMinute > 0 ? 0 : WINDOW_MS / 1000;
    }
    window.count += 1;
    return window.count <= this.perMinute ? 0 : Math.ceil((window.since + WINDOW_MS - now) / 1000);
  }

  /** @param now milliseconds since the epoch */
  verdictOn(
    key: ApiKeyRecord | undefined,
    { hash, scope, ip }: { hash: string; scope: string | undefined; ip: string },
  ): Verdict {
    const now = this.now();
    if (!key || !isCurrent(key, hash, now)) return 'NOT_FOUND';
    if (!key.enabled) return 'DISABLED';
    if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now) return 'EXPIRED';
    if (!isAllowedFrom(key.allowedIps, ip)) return 'FORBIDDEN';
    if (scope !== undefined && !grants(key.scopes, scope)) return 'INSUFFICIENT_PERMISSIONS';
    return 'VALID';
  }
}

/**
 * `POST …/collections/api-keys/verify`. The secret is hashed at once, and neither stored nor
 * logged; every verdict is a 200, since the question was answered.
 */
export function verify(call: Call, { draft, verifier }: Context): Answer {
  const parsed = questionSchema.safeParse(call.body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid('body', issue?.path.join('.') ?? null, issue?.message ?? 'Invalid question');
  }
  const { secret, scope, ip = call.remoteAddress } = parsed.data.data;
  const hash = createHash('sha256').update(secret).digest('hex');
  const wait = verifier.waitFor(hash);
  if (wait > 0) return told('RATE_LIMITED', undefined, { 'Retry-After': String(wait) });
  const stored = draft.all(KEYS_COLLECTION).find((record) => knows(record, hash));
  const record = stored && earlierRecordSchema.loose().safeParse(stored).data;
  const key = record && completeRecord(record);
  const verdict = verifier.verdictOn(key, { hash, scope, ip });
  return told(verdict, verdict === 'NOT_FOUND' ? undefined : key?.id);
}

const told = (verdict: Verdict, id?: string, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  headers: { ...headers, 'Cache-Control': 'no-store' },
  body: { data: { verdict, ...(id === undefined ? {} : { id }) } },
});

function knows(record: StoredRecord, hash: string): boolean {
  const previous = record.previousSecret as ApiKeyRecord['previousSecret'] | undefined;
  return record.secretHash === hash || previous?.hash === hash;
}

/** The secret from before a rotation is valid until its grace period ends. */
const isCurrent = ({ secretHash, previousSecret }: ApiKeyRecord, hash: string, now: number) =>
  secretHash === hash ||
  (previousSecret?.hash === hash && Date.parse(previousSecret.validUntil) > now);

function isAllowedFrom(ranges: readonly string[], ip: string): boolean {
  const address = ipaddr.process(ip);
  return (
    ranges.length === 0 ||
    ranges.some((range) => {
      const [network, bits] = ipaddr.parseCIDR(range);
      return network.kind() === address.kind() && address.match(network, bits);
    })
  );
}

/** Write includes read. */
function grants(scopes: readonly string[], wanted: string): boolean {
  const parsed = parseScope(wanted);
  if (parsed === null) return scopes.includes(wanted);
  const level = levelFor(parsed.resource, scopes);
  return level === 'write' || level === parsed.level;
}
