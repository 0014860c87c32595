import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashRaw } from '@node-rs/argon2';

// Reads a vault by docs/architecture/vault-format.md alone. It imports nothing of the app, so that a mistake in the page,
// or a change of the format that the page does not mention, fails a test.

type Json = Record<string, unknown>;

interface Sealed {
  nonce: string;
  ciphertext: string;
  tag: string;
}

interface Slot extends Json {
  type: string;
  salt: string;
  kdf: { memoryKiB: number; iterations: number; parallelism: number; salt: string };
  wrapped: Sealed;
}

interface VaultFile extends Json {
  vaultId: string;
  slots: Slot[];
  checksum: string;
  body: Sealed;
}

interface StoredKey {
  record: Json & {
    id: string;
    secretHash: string;
    previousSecret: { hash: string } | null;
  };
  sealedSecret: Sealed | null;
  sealedPreviousSecret?: Sealed;
}

interface DeletedKey extends StoredKey {
  deletedAt: string;
}

interface Archive {
  file: string;
  first: number;
  last: number;
  start: string;
  size: number;
  tag: string;
  tagBefore: string;
  key: Sealed;
}

interface Body {
  log: { sequence: number; offset: number; tag: string };
  logStart?: { sequence: number; tag: string };
  keys: StoredKey[];
  deleted?: DeletedKey[];
  settings?: Json;
  ledger?: Json;
  usage?: { keys: [string, unknown][] };
}

interface ActivityEvent extends Json {
  sequence: number;
  commitEnd: number;
  event: string;
  keyId: string | null;
}

/** What opens a vault: a passphrase or a recovery code. */
export type Credential =
  | { passphrase: string; recoveryCode?: never }
  | { recoveryCode: string; passphrase?: never };

/** All that a vault contains. */
export interface ReadVault {
  vaultId: string;
  keys: { record: Json & { id: string }; secret: string | null; usage: unknown }[];
  deleted: { record: Json & { id: string }; secret: string | null; deletedAt: string }[];
  settings: Json;
  /** as the snapshot has it */
  ledger: Json | undefined;
  /** from the oldest archive to the last whole commit */
  events: ActivityEvent[];
  /** the secrets of the events that bring one, by the number of the event */
  secretsOfEvents: Map<number, string>;
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const properties = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`);
  return `{${properties.join(',')}}`;
}

/** @throws when key, additional data or content are others */
function open(key: Buffer, { nonce, ciphertext, tag }: Sealed, aad: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(Buffer.from(tag, 'base64'));
  return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64')), decipher.final()]);
}

const hkdf = (key: Buffer, salt: string | Buffer, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, 32));

const subkeyOf = (dataKey: Buffer, vaultId: string, purpose: string): Buffer =>
  hkdf(dataKey, vaultId, `ownchat-keys 1 ${purpose}`);

async function wrappingKeyOf(slot: Slot, credential: Credential): Promise<Buffer | null> {
  if (slot.type === 'passphrase' && credential.passphrase !== undefined) {
    const { memoryKiB, iterations, parallelism, salt } = slot.kdf;
    return hashRaw(Buffer.from(credential.passphrase.normalize('NFC')), {
      // Argon2id, version 0x13
      algorithm: 2,
      version: 1,
      salt: Buffer.from(salt, 'base64'),
      memoryCost: memoryKiB,
      timeCost: iterations,
      parallelism,
      outputLen: 32,
    });
  }
  if (slot.type === 'recovery' && credential.recoveryCode !== undefined) {
    const code = Buffer.from(credential.recoveryCode.replaceAll('-', ''));
    return hkdf(code, Buffer.from(slot.salt, 'base64'), 'ownchat-keys 1 recovery');
  }
  return null;
}

async function dataKeyOf({ slots, vaultId }: VaultFile, credential: Credential): Promise<Buffer> {
  for (const slot of slots) {
    const wrappingKey = await wrappingKeyOf(slot, credential);
    if (wrappingKey === null) continue;
    const { wrapped, ...rest } = slot;
    return open(wrappingKey, wrapped, `ownchat-keys slot ${vaultId} ${canonicalJson(rest)}`);
  }
  throw new Error('the vault has no such slot');
}

/** Opens `vault.json`, a backup or an export. */
async function openFile(path: string, credential: Credential) {
  const text = readFileSync(path, 'utf8');
  if (!text.endsWith('}\n')) throw new Error('the file is truncated');
  const file = JSON.parse(text) as VaultFile;
  const { checksum, body: sealedBody, ...header } = file;
  const json = canonicalJson(header);
  if (createHash('sha256').update(json).digest('hex') !== checksum) {
    throw new Error('the header is damaged');
  }
  const { vaultId } = file;
  const dataKey = await dataKeyOf(file, credential);
  const snapshotKey = subkeyOf(dataKey, vaultId, 'snapshot');
  const body = JSON.parse(
    open(snapshotKey, sealedBody, `ownchat-keys vault ${json}`).toString(),
  ) as Body;
  return { vaultId, dataKey, body };
}

const LINE = /^\{"sequence":(\d+),"nonce":"(.{16})","ciphertext":"([^"]*)","tag":"([^"]{24})"\}$/;

interface Line {
  event: ActivityEvent;
  /** where the line ends, its line feed included */
  end: number;
  tag: string;
}

/** Opens lines along the chain, up to the first one that does not open. */
function readLines(
  bytes: Buffer,
  start: { sequence: number; offset: number; tag: string },
  vaultId: string,
  dataKey: Buffer,
): Line[] {
  const key = subkeyOf(dataKey, vaultId, 'activity');
  const lines: Line[] = [];
  let { sequence, offset, tag } = start;
  for (let feed = bytes.indexOf('\n', offset); feed !== -1; feed = bytes.indexOf('\n', offset)) {
    const found = LINE.exec(bytes.toString('utf8', offset, feed));
    sequence += 1;
    if (found === null || Number(found[1]) !== sequence) break;
    const [, , nonce = '', ciphertext = '', ownTag = ''] = found;
    try {
      const aad = `ownchat-keys activity ${vaultId} ${sequence} ${tag}`;
      const event = JSON.parse(
        open(key, { nonce, ciphertext, tag: ownTag }, aad).toString(),
      ) as ActivityEvent;
      lines.push({ event, end: feed + 1, tag: ownTag });
    } catch {
      break;
    }
    tag = ownTag;
    offset = feed + 1;
  }
  return lines;
}

/** The remaining lines when the last commit is incomplete. */
const wholeCommits = (lines: Line[]): Line[] =>
  lines.slice(0, lines.findLastIndex(({ event }) => event.commitEnd === event.sequence) + 1);

/** The activity file in which the line named by the snapshot is at its position. */
function activityOf(directory: string, { offset, tag }: Body['log']): Buffer {
  for (const name of ['activity.jsonl', 'activity.jsonl.next', 'activity.jsonl.previous']) {
    const path = join(directory, name);
    if (!existsSync(path)) continue;
    const bytes = readFileSync(path);
    if (offset === 0 || bytes.subarray(0, offset).toString().endsWith(`"tag":"${tag}"}\n`)) {
      return bytes;
    }
  }
  throw new Error('the activity is not the one of the snapshot');
}

/** A key after a change: each sealed secret stays beside its hash. */
function edited(
  { record: before, sealedSecret, sealedPreviousSecret }: StoredKey,
  fields: Json,
  given: { sealedSecret?: Sealed; sealedPreviousSecret?: Sealed },
): StoredKey {
  const record = { ...before, ...fields };
  const known: Record<string, Sealed | null | undefined> = {};
  if (before.previousSecret) known[before.previousSecret.hash] = sealedPreviousSecret;
  known[before.secretHash] = sealedSecret;
  const previous =
    record.previousSecret && (given.sealedPreviousSecret ?? known[record.previousSecret.hash]);
  return {
    record,
    sealedSecret: given.sealedSecret ?? known[record.secretHash] ?? null,
    ...(previous && { sealedPreviousSecret: previous }),
  };
}

function apply(
  event: ActivityEvent,
  keys: Map<string, StoredKey>,
  deleted: Map<string, DeletedKey>,
  usage: Map<string, unknown>,
) {
  const change = (event['change'] ?? {}) as Json;
  const edit = (id: string, fields: Json, given: Parameters<typeof edited>[2] = {}) => {
    const key = keys.get(id);
    if (key) keys.set(id, edited(key, fields, given));
  };
  const after = (change['after'] ?? {}) as Json;
  const id = event.keyId ?? '';
  if (event.event === 'key.created') {
    deleted.delete(id);
    keys.set(id, change as unknown as StoredKey);
  }
  if (event.event === 'key.restored') {
    const { from, ...key } = change;
    deleted.delete(from as string);
    keys.set(id, key as unknown as StoredKey);
  }
  if (event.event === 'key.updated') edit(id, after);
  if (event.event === 'key.rotated') edit(id, after, change);
  if (event.event === 'key.deleted') {
    const key = keys.get(id);
    if (key) deleted.set(id, { ...key, deletedAt: event['at'] as string });
    keys.delete(id);
    usage.delete(id);
  }
  if (event.event === 'usage.received') {
    for (const entry of change['entries'] as (Json & { id: string })[]) {
      edit(entry.id, { lastUsedAt: entry['lastUsedAt'] });
      if (entry['usage'] === null) usage.delete(entry.id);
      else usage.set(entry.id, entry['usage']);
    }
  }
}

function applySetting({ event, change }: ActivityEvent, settings: Json): void {
  if (event !== 'setting.changed') return;
  const { name, value } = change as { name: string; value: unknown };
  if (value === null) delete settings[name];
  else settings[name] = value;
}

function readArchive(directory: string, vaultId: string, dataKey: Buffer, archive: Archive) {
  const { file, first, last, start, size, tag, key } = archive;
  const secretKey = subkeyOf(dataKey, vaultId, 'secret');
  const ownKey = open(secretKey, key, 'ownchat-keys secret activity-archives key');
  const bytes = readFileSync(join(directory, 'archive', file));
  const head = `{"format":"ownchat-keys-activity-archive","version":1,"vaultId":"${vaultId}","first":${first},"last":${last}}\n`;
  const place = { sequence: first - 1, offset: head.length, tag: start };
  const lines = readLines(bytes, place, vaultId, ownKey);
  const isWhole = bytes.length === size && lines.length === last - first + 1;
  if (!bytes.toString().startsWith(head) || !isWhole || lines.at(-1)?.tag !== tag) {
    throw new Error(`${file} is damaged`);
  }
  return { events: lines.map(({ event }) => event), ownKey };
}

/** The secret of an event, opened with the key of its file. */
function secretIn({ event, keyId, change }: ActivityEvent, vaultId: string, dataKey: Buffer) {
  if (!['key.created', 'key.restored', 'key.rotated'].includes(event)) return null;
  const { sealedSecret } = change as { sealedSecret: Sealed | null };
  return openSecret(sealedSecret, keyId ?? '', vaultId, dataKey);
}

const openSecret = (sealed: Sealed | null, id: string, vaultId: string, dataKey: Buffer) =>
  sealed &&
  open(subkeyOf(dataKey, vaultId, 'secret'), sealed, `ownchat-keys secret ${id}`).toString();

/** Reads a whole vault from its folder. */
export async function readVault(directory: string, credential: Credential): Promise<ReadVault> {
  const opened = await openFile(join(directory, 'vault.json'), credential);
  const { vaultId, dataKey, body } = opened;
  const bytes = activityOf(directory, body.log);
  const start = body.logStart ?? { sequence: 0, tag: `start ${vaultId}` };
  const lines = wholeCommits(readLines(bytes, { ...start, offset: 0 }, vaultId, dataKey));

  const keys = new Map(body.keys.map((key) => [key.record.id, key]));
  const deleted = new Map((body.deleted ?? []).map((key) => [key.record.id, key]));
  const settings = { ...body.settings };
  const usage = new Map(body.usage?.keys);
  for (const { event } of lines.filter(({ end }) => end > body.log.offset)) {
    apply(event, keys, deleted, usage);
    applySetting(event, settings);
  }

  const events: ActivityEvent[] = [];
  const secretsOfEvents = new Map<number, string>();
  const take = (some: ActivityEvent[], key: Buffer) => {
    for (const event of some) {
      events.push(event);
      const secret = secretIn(event, vaultId, key);
      if (secret !== null) secretsOfEvents.set(event.sequence, secret);
    }
  };
  const archives = ((settings['activity-archives'] ?? []) as Archive[])
    .filter(({ last }) => last <= start.sequence)
    .toSorted((a, b) => a.first - b.first);
  for (const archive of archives) {
    const { events: archived, ownKey } = readArchive(directory, vaultId, dataKey, archive);
    take(archived, ownKey);
  }
  take(
    lines.map(({ event }) => event),
    dataKey,
  );
  return {
    vaultId,
    keys: [...keys.values()].map(({ record, sealedSecret }) => ({
      record,
      secret: openSecret(sealedSecret, record.id, vaultId, dataKey),
      usage: usage.get(record.id) ?? null,
    })),
    deleted: [...deleted.values()].map(({ record, sealedSecret, deletedAt }) => ({
      record,
      deletedAt,
      secret: openSecret(sealedSecret, record.id, vaultId, dataKey),
    })),
    settings,
    ledger: body.ledger,
    events,
    secretsOfEvents,
  };
}

/**
 * Reads a backup and replays the activity after it.
 *
 * @returns the keys as they are now; null when the activity does not go on from the backup any more
 */
export async function readBackup(directory: string, name: string, credential: Credential) {
  const present = await openFile(join(directory, 'vault.json'), credential);
  const bytes = activityOf(directory, present.body.log);
  const { vaultId, dataKey, body } = await openFile(join(directory, 'backups', name), credential);
  const { sequence, tag } = body.log;
  const offset = bytes.indexOf(`{"sequence":${sequence + 1},`);
  const lines = wholeCommits(readLines(bytes, { sequence, tag, offset }, vaultId, dataKey));
  if (offset === -1 || lines.length === 0) return null;
  const keys = new Map(body.keys.map((key) => [key.record.id, key]));
  for (const { event } of lines) apply(event, keys, new Map(), new Map());
  return [...keys.values()].map(({ record, sealedSecret }) => ({
    record,
    secret: openSecret(sealedSecret, record.id, vaultId, dataKey),
  }));
}

/** Reads the keys of a vault file without an activity, such as an export. */
export async function readSnapshot(path: string, credential: Credential) {
  const { vaultId, dataKey, body } = await openFile(path, credential);
  return body.keys.map(({ record, sealedSecret }) => ({
    record,
    secret: openSecret(sealedSecret, record.id, vaultId, dataKey),
  }));
}
