import { randomBytes } from 'node:crypto';
import type { ApiKeyRecord, Environment } from '../../../shared/keys/api-key';
import { ADDED_FIELDS, completeRecord, earlierRecordSchema } from '../../../shared/keys/api-key';
import { checkKeyFields } from '../../../shared/keys/key-rules';
import { environmentOfSecret, hintOf } from '../../../shared/keys/secret-format';
import type { ImportField, RowProblem } from '../../../shared/transfer/transfer';
import type { StoredKey } from '../../lib/vault-port';
import type { RowKey } from '../cells/table-keys';
import { readAs } from '../../lib/read-as';

/** A key of a file of any kind. */
export interface Incoming {
  line: number | null;
  /** its id, if the file has one */
  id: string | null;
  name: string;
  /** hash of its secret, if the file has one; null when a hash was invented */
  secretHash: string | null;
  /** the environment that the file or the secret names; null when neither does */
  environment: Environment | null;
  /** the fields that the file has; an update changes only these */
  fields: Partial<ApiKeyRecord>;
  /** the whole record, for a new key */
  record: Omit<ApiKeyRecord, 'id'>;
  problems: RowProblem[];
  hasSecret: boolean;
  /** the secret, which the caller zeroes; null when the file has none */
  readSecret: () => Buffer | null;
}

type HashSecret = (secret: string) => string;

/** Fields of the record that a column can set. The environment is part of the secret. */
const RECORD_FIELDS = [
  'name',
  'scopes',
  'integration',
  'note',
  'expiresAt',
  'allowedIps',
  'enabled',
] as const satisfies (ImportField & keyof ApiKeyRecord)[];

/** A row of a plain file. A key without a secret gets a hash that matches no secret. */
export function incomingRow(row: RowKey, hash: HashSecret, actor: string, at: string): Incoming {
  const { secret, given, enabled, line, problems, carried } = row;
  const ofSecret =
    secret === null
      ? {}
      : { secretHash: hash(secret), hint: hintOf(secret), environment: row.fields.environment };
  const all = { ...row.fields, enabled };
  const said = RECORD_FIELDS.filter((field) => given.has(field));
  const fields: Partial<ApiKeyRecord> = Object.fromEntries(
    said.map((field) => [field, all[field]]),
  );
  const { id = null, ...ofReport } = carried ?? {};
  const isEnvironmentSaid =
    given.has('environment') || environmentOfSecret(secret ?? ofReport.hint ?? '') !== null;
  const record = {
    ...ADDED_FIELDS,
    ...all,
    createdAt: at,
    updatedAt: at,
    lastUsedAt: null,
    createdBy: actor,
    hint: '',
    secretHash: randomBytes(32).toString('hex'),
    previousSecret: null,
    ...ofReport,
    ...ofSecret,
  };
  return {
    line,
    id,
    name: row.fields.name,
    secretHash: secret === null && ofReport.secretHash === undefined ? null : record.secretHash,
    environment: isEnvironmentSaid ? row.fields.environment : null,
    fields: { ...fields, ...ofSecret },
    record,
    problems,
    hasSecret: secret !== null,
    readSecret: () => (secret === null ? null : Buffer.from(secret)),
  };
}

const PREFIX_LENGTH = 'ock_live_'.length;

/** A key of a sealed file. It is untrusted: the passphrase proves nothing about its author. */
export function incomingKey(
  entry: StoredKey,
  openSecret: (entry: StoredKey) => Buffer | null,
  hash: HashSecret,
): Incoming {
  const parsed = readAs(earlierRecordSchema, entry.record);
  if (!parsed.success) return malformed();
  // An export of version 1 says nothing about the fields that were added later.
  const { id, ...fields } = parsed.data;
  const { id: _, ...record } = completeRecord(parsed.data);
  const { name, integration, note, allowedIps, owner, tags } = record;
  const checked = checkKeyFields(
    { name, integration, note, allowedIps, owner, tags },
    { now: 0, isNameTaken: () => false },
  );
  const problems: RowProblem[] = [...checked.problems];
  const secret = entry.sealedSecret === null ? null : openSecret(entry);
  const isSound =
    entry.sealedSecret === null ||
    (secret !== null && hash(secret.toString()) === record.secretHash);
  const saidBySecret = environmentOfSecret(secret?.toString('latin1', 0, PREFIX_LENGTH) ?? '');
  secret?.fill(0);
  if (!isSound) problems.push({ field: 'secret', problem: 'malformed' });
  // The environment is encoded in the secret and the hint; the record cannot change it.
  else if (
    [saidBySecret, environmentOfSecret(record.hint)].some(
      (said) => said !== null && said !== record.environment,
    )
  ) {
    problems.push({ field: 'secret', problem: 'other-environment' });
  }
  const whole = { ...record, ...checked.fields };
  const given = Object.keys(fields) as (keyof typeof whole)[];
  return {
    line: null,
    id,
    name: whole.name,
    secretHash: whole.secretHash,
    environment: whole.environment,
    fields: Object.fromEntries(given.map((field) => [field, whole[field]])),
    record: whole,
    problems,
    hasSecret: entry.sealedSecret !== null,
    readSecret: () => (entry.sealedSecret === null ? null : openSecret(entry)),
  };
}

function malformed(): Incoming {
  return {
    line: null,
    id: null,
    name: '',
    secretHash: null,
    environment: null,
    fields: {},
    // Never stored: the row has a problem.
    record: {} as Omit<ApiKeyRecord, 'id'>,
    problems: [{ field: 'name', problem: 'required' }],
    hasSecret: false,
    readSecret: () => null,
  };
}
