import type { ApiKeyRecord, NewApiKey } from '../../shared/keys/api-key';
import { ADDED_FIELDS } from '../../shared/keys/api-key';
import type { Failure } from '../../shared/lib/failure';
import type { Result } from '../../shared/lib/result';
import type { KeyVault } from '../../electron/keys/key-vault';
import type { StoredKey } from '../../electron/vault/format/events';
import { fail, ok } from '../../shared/lib/result';

/** Input for a new key, with the test's changes. */
export const newKey = (fields: Partial<NewApiKey> = {}): NewApiKey => ({
  name: 'CRM sync (Zoho)',
  integration: 'Zoho CRM',
  note: '',
  environment: 'live',
  scopes: ['contacts:write', 'conversations:read'],
  expiresAt: null,
  allowedIps: [],
  ...fields,
});

/** A UUIDv7 that contains a number. */
export const keyId = (number: number): string =>
  `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const someRecord = (number: number, fields: Partial<ApiKeyRecord> = {}): ApiKeyRecord => ({
  ...ADDED_FIELDS,
  ...newKey({ name: `Key ${number}` }),
  id: keyId(number),
  enabled: true,
  createdAt: '2026-11-23T09:12:00.000Z',
  updatedAt: '2026-11-23T09:12:00.000Z',
  lastUsedAt: null,
  createdBy: 'tester',
  hint: 'ock_live_abcd…wxyz',
  secretHash: 'ab'.repeat(32),
  previousSecret: null,
  ...fields,
});

/** A stored key without a secret. */
export const storedKey = (number: number, fields: Partial<ApiKeyRecord> = {}): StoredKey => ({
  record: someRecord(number, fields),
  sealedSecret: null,
});

/** The value of a result that must be good. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** The failure of a result that must not be good. */
export function failureOf(result: Result<unknown>): Failure {
  if (result.ok) throw new Error('it did not fail');
  return result.failure;
}

/**
 * A vault that loses its keys at the last moment: no committed key is there, and no secret opens.
 */
export const forgetfulVault = (keys: KeyVault['keys'] = new Map()): KeyVault => ({
  keys,
  deleted: new Map(),
  revived: (key) => key,
  newest: () => ({ keys: [...keys.values()], total: keys.size }),
  readKeys: async () => undefined,
  actor: 'tester',
  settings: new Map(),
  usage: new Map(),
  ledger: { entries: new Map() },
  idOfName: () => undefined,
  commit: async (prepare) => prepare(),
  activity: {
    start: { sequence: 0 },
    end: { sequence: 0 },
    readBack: async () => ok({ brokenLine: null }),
  },
  sealSecret: () => ({ nonce: '', ciphertext: '', tag: '' }),
  openSecret: () => fail({ code: 'key-not-found' }),
  openSealed: () => null,
});
