import { v7 as uuidv7 } from 'uuid';
import { generateSecret, hashSecret } from '../../electron/keys/secret';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import { RESOURCES, levelsOf, normaliseScopes } from '../../shared/keys/scopes';
import { hintOf } from '../../shared/keys/secret-format';
import type { Random } from '../support/random';
import { seededRandom } from '../support/random';
import type { KeyNaming } from './key-names';
import { keyNamings } from './key-names';

const DAY_MS = 24 * 60 * 60 * 1000;
const PERIOD_DAYS = 730;
const PEOPLE = ['alex.morgan', 'priya.nair', 'jonas.weber', 'maria.silva'];

const BOT = ['conversations:read', 'messages:write', 'templates:read', 'channels:read'];
const CRM = ['contacts:write', 'custom-attributes:write', 'tags:write', 'conversations:read'];
const REPORTING = ['reports:read', 'conversations:read', 'teams:read', 'users:read'];
const EVERYTHING = RESOURCES.map((resource) => `${resource}:${levelsOf(resource).at(-1)}`);
const READ_ALL = RESOURCES.filter((resource) => levelsOf(resource).includes('read')).map(
  (resource) => `${resource}:read`,
);

/** A key of the demo, and its secret, still to be sealed. */
export interface DemoKey {
  record: ApiKeyRecord;
  secret: string;
}

/**
 * Keys of a workspace over two years, oldest first. The same seed and clock give the same keys,
 * except for the random secrets.
 *
 * @param now milliseconds since the epoch
 */
export function* demoKeys(options: {
  keys: number;
  seed: number;
  now: number;
}): Generator<DemoKey> {
  const random = seededRandom(options.seed);
  const nextNaming = keyNamings(random);
  const ages = Array.from({ length: options.keys }, () => random.next() * PERIOD_DAYS * DAY_MS);
  for (const age of ages.toSorted((a, b) => b - a)) {
    yield demoKey(random, nextNaming(), options.now - Math.floor(age), options.now);
  }
}

function demoKey(random: Random, naming: KeyNaming, created: number, now: number): DemoKey {
  const environment = random.chance(0.8) ? 'live' : 'test';
  const secret = generateSecret(environment);
  const changed = random.chance(0.4) ? between(random, created, now) : created;
  const record: ApiKeyRecord = {
    id: uuidv7({ msecs: created, random: random.bytes(16) }),
    name: naming.name,
    integration: naming.integration,
    note: noteOf(random, naming),
    environment,
    scopes: normaliseScopes(scopesOf(random, naming.use)),
    enabled: !random.chance(0.12),
    expiresAt: expiryOf(random, created, now),
    allowedIps: random.chance(0.15) ? [`203.0.113.${random.between(0, 255)}/32`] : [],
    createdAt: instant(created),
    updatedAt: instant(changed),
    lastUsedAt: lastUseOf(random, created, now),
    createdBy: random.pick(PEOPLE),
    hint: hintOf(secret),
    secretHash: hashSecret(secret),
    previousSecret: null,
    secretCreatedAt: instant(created),
    owner: '',
    tags: [],
    rotateEvery: null,
    compromised: null,
  };
  return { record, secret };
}

function noteOf(random: Random, { use, integration }: KeyNaming): string {
  if (random.chance(0.4)) return '';
  const person = random.pick(PEOPLE);
  return random.pick([
    `Asked for by ${person}.`,
    `${use} for ${integration}. Ask ${person} before changing it.`,
    `Runs on the integration server.\nOwner: ${person}`,
    `Trial until the contract with ${integration} is signed.`,
  ]);
}

function scopesOf(random: Random, use: string): readonly string[] {
  if (/bot|messag|sender|reminder/i.test(use)) return BOT;
  if (/report|dashboard|metrics|performance/i.test(use)) return REPORTING;
  if (/sync|lead|contact|customer/i.test(use)) return CRM;
  if (/export|warehouse|audit/i.test(use))
    return random.chance(0.5) ? READ_ALL : ['exports:read', 'audit-logs:read'];
  if (random.chance(0.03)) return EVERYTHING;
  return Array.from({ length: random.between(1, 4) }, () => {
    const resource = random.pick(RESOURCES);
    return `${resource}:${random.pick(levelsOf(resource))}`;
  });
}

/** A third never expire, some have expired, some do so within days. */
function expiryOf(random: Random, created: number, now: number): string | null {
  const kind = random.next();
  if (kind < 0.35) return null;
  if (kind < 0.5) return instant(between(random, created, now));
  if (kind < 0.62) return instant(now + random.between(1, 14 * 24) * 60 * 60 * 1000);
  return instant(now + random.between(15, 365) * DAY_MS);
}

/** Most are in regular use, some were forgotten, some never used. */
function lastUseOf(random: Random, created: number, now: number): string | null {
  const kind = random.next();
  if (kind < 0.15) return null;
  if (kind < 0.6) return instant(Math.max(created, now - random.between(0, 48 * 60) * 60_000));
  return instant(between(random, created, now));
}

const between = (random: Random, from: number, to: number): number =>
  from + Math.floor(random.next() * (to - from));

const instant = (time: number): string => new Date(time).toISOString();
