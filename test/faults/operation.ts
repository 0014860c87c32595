import type { ApiKey, NewApiKey } from '../../shared/keys/api-key';
import type { RequestName } from '../../shared/contract/channels';
import { RESOURCES, levelsOf } from '../../shared/keys/scopes';
import type { Random } from '../support/random';

/** A change of the vault that the harness requests. */
export type Operation =
  | { kind: 'create'; input: NewApiKey }
  | { kind: 'update'; id: string; changes: Partial<NewApiKey> }
  | { kind: 'set-enabled'; ids: string[]; enabled: boolean }
  | { kind: 'delete'; ids: string[] };

/** The request for it. */
export function requestOf(operation: Operation): { name: RequestName; input: unknown } {
  const { kind, ...rest } = operation;
  return { name: `keys:${kind}`, input: 'input' in rest ? rest.input : rest };
}

/** Below this number nothing is deleted, so that writing a snapshot takes time. */
const FEWEST_KEYS = 150;

let lastNumber = 0;

/**
 * A change of keys without a change in flight, so that its effect can be checked afterwards. Every
 * value is in canonical form already, so that it can be compared.
 */
export function randomOperation(random: Random, free: readonly ApiKey[]): Operation {
  const kind = random.next();
  const ids = (most: number) => {
    const count = random.between(1, most);
    return [...new Set(Array.from({ length: count }, () => random.pick(free).id))];
  };
  if (kind < 0.45 || free.length < FEWEST_KEYS) return { kind: 'create', input: randomKey(random) };
  if (kind < 0.7)
    return { kind: 'update', id: random.pick(free).id, changes: randomChanges(random) };
  if (kind < 0.85) return { kind: 'set-enabled', ids: ids(8), enabled: random.chance(0.5) };
  return { kind: 'delete', ids: ids(4) };
}

function randomKey(random: Random): NewApiKey {
  return {
    name: randomName(random),
    integration: random.pick(['', 'Zoho CRM', 'Übersetzer', '日本語']),
    note: randomNote(random),
    environment: random.pick(['live', 'test']),
    scopes: randomScopes(random),
    expiresAt: randomExpiry(random),
    allowedIps: random.chance(0.3) ? ['203.0.113.0/24'] : [],
  };
}

function randomChanges(random: Random): Partial<NewApiKey> {
  const { environment: _, ...all } = randomKey(random);
  const chosen = Object.entries(all).filter(() => random.chance(0.5));
  return chosen.length > 0 ? Object.fromEntries(chosen) : { name: all.name };
}

/** A name that is unique in this run. */
function randomName(random: Random): string {
  lastNumber += 1;
  return `${random.pick(['Bot', 'Sync', 'تقرير', '🤖 Order'])} ${lastNumber}`;
}

const randomNote = (random: Random): string =>
  'What it is for. '.repeat(random.between(0, 60)).trim();

function randomScopes(random: Random): string[] {
  const count = random.between(1, 6);
  const resources = new Set(Array.from({ length: count }, () => random.pick(RESOURCES)));
  return [...resources]
    .map((resource) => `${resource}:${random.pick(levelsOf(resource))}`)
    .toSorted();
}

function randomExpiry(random: Random): string | null {
  if (random.chance(0.5)) return null;
  return new Date(Date.now() + random.between(1, 300) * 86_400_000).toISOString();
}
