import type { ActivityEvent } from './events';
import { activityEventSchema } from './events';
import type { DataKey } from '../crypto/data-key';
import { seal, unseal } from '../crypto/aead';
import { readAs } from '../../lib/read-as';

/** The tag that the first line of a vault's activity is chained to. */
export const chainStart = (vaultId: string): string => `start ${vaultId}`;

/** Longer than any event can be; a longer line is rejected. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** Chains a line to the one before: a removed, reordered or altered line makes decryption fail. */
const context = (vaultId: string, sequence: number, previousTag: string): string =>
  `ownchat-keys activity ${vaultId} ${sequence} ${previousTag}`;

/** @returns the line with its line feed, and its tag */
export function encodeLine(
  event: ActivityEvent,
  previousTag: string,
  vaultId: string,
  dataKey: DataKey,
): { line: Buffer; tag: string } {
  const plaintext = Buffer.from(JSON.stringify(event));
  const sealed = seal(
    dataKey.for('activity'),
    plaintext,
    context(vaultId, event.sequence, previousTag),
  );
  plaintext.fill(0);
  const line = Buffer.from(`${JSON.stringify({ sequence: event.sequence, ...sealed })}\n`);
  return { line, tag: sealed.tag };
}

/** The place of a line in the chain: its number, and the tag of the line before. */
export interface LinePlace {
  sequence: number;
  previousTag: string;
}

// The exact form that `encodeLine` writes. The number is outside the ciphertext too, so that a
// person can refer to a broken line.
const NONCE_LENGTH = 16;
const TAG_LENGTH = 24;
const BEFORE_CIPHERTEXT = '","ciphertext":"';
const BEFORE_TAG = '","tag":"';
const CLOSING = '"}';
/** How many bytes at the end of a line hold its tag. */
export const AFTER_CIPHERTEXT = BEFORE_TAG.length + TAG_LENGTH + CLOSING.length;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Whether a text is what base64 encoding writes. Node also decodes other alphabets and unused bits
 * in the last group, so that an altered text could decrypt.
 */
function isCanonicalBase64(text: string): boolean {
  const lastGroup = text.slice(-4);
  return (
    text.length % 4 === 0 &&
    BASE64.test(text) &&
    Buffer.from(lastGroup, 'base64').toString('base64') === lastGroup
  );
}

/**
 * The base64 tag of a line, which the next line is chained to; null when the line does not have the
 * form of one. The end of the line is enough.
 */
export function tagOfLine(line: Buffer): string | null {
  const text = line.toString('latin1', Math.max(line.length - AFTER_CIPHERTEXT, 0));
  if (!text.startsWith(BEFORE_TAG) || !text.endsWith(CLOSING)) return null;
  const tag = text.slice(BEFORE_TAG.length, -CLOSING.length);
  return isCanonicalBase64(tag) ? tag : null;
}

/**
 * Decrypts a line without parsing its plaintext, which is enough to walk the chain.
 *
 * @param line without its line feed
 * @returns null when this is not the line that was written at this place; else the plaintext, which
 * the caller zeroes
 */
export function openLine(
  line: Buffer,
  place: LinePlace,
  vaultId: string,
  dataKey: DataKey,
): { plaintext: Buffer; tag: string } | null {
  const head = `{"sequence":${place.sequence},"nonce":"`;
  const start = head.length + NONCE_LENGTH + BEFORE_CIPHERTEXT.length;
  const stop = line.length - AFTER_CIPHERTEXT;
  if (stop < start) return null;
  const text = line.toString('latin1');
  if (!text.startsWith(head) || !text.startsWith(BEFORE_CIPHERTEXT, head.length + NONCE_LENGTH)) {
    return null;
  }
  const tag = tagOfLine(line);
  if (tag === null) return null;
  const nonce = text.slice(head.length, head.length + NONCE_LENGTH);
  const ciphertext = text.slice(start, stop);
  if (!isCanonicalBase64(nonce) || !isCanonicalBase64(ciphertext)) return null;
  const plaintext = unseal(
    dataKey.for('activity'),
    { nonce, ciphertext, tag },
    context(vaultId, place.sequence, place.previousTag),
  );
  return plaintext === null ? null : { plaintext, tag };
}

/**
 * The sequence number of the last event of the commit, from the head of the plaintext; null when it
 * is missing.
 */
export function commitEndOf(plaintext: Buffer): number | null {
  const digits = /^\{"sequence":\d+,"commitEnd":(\d+),/.exec(
    plaintext.toString('latin1', 0, 64),
  )?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * Decrypts and parses a line.
 *
 * @param line without its line feed
 * @returns null when this is not the line that was written at this place of this vault's activity
 */
export function decodeLine(
  line: Buffer,
  place: LinePlace,
  vaultId: string,
  dataKey: DataKey,
): { event: ActivityEvent; tag: string } | null {
  const opened = openLine(line, place, vaultId, dataKey);
  if (opened === null) return null;
  const event = readAs(activityEventSchema, parsed(opened.plaintext));
  opened.plaintext.fill(0);
  return event.success && event.data.sequence === place.sequence
    ? { event: event.data, tag: opened.tag }
    : null;
}

/** @returns undefined when it is not JSON: the parser's error would quote the plaintext */
function parsed(plaintext: Buffer): unknown {
  try {
    return JSON.parse(plaintext.toString('utf8'));
  } catch {
    return undefined;
  }
}
