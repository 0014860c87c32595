import { z } from 'zod';
import type { ActivityEvent } from './activity';
import { activityEventSchema } from './activity';
import type { DataKey } from './data-key';
import { seal, sealedSchema, unseal } from './seal';

/** One line of `activity.jsonl`. The number stands outside too, so that a person can name a broken line. */
const lineSchema = sealedSchema.extend({ sequence: z.int().positive() });

/** The tag that the first line of a vault's activity is chained to. */
export const chainStart = (vaultId: string): string => `start ${vaultId}`;

/** Chains a line to the one before: removed, reordered or altered lines do not open. */
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

/**
 * @param line without its line feed
 * @returns null when it is not the line that was written at this place of this vault's activity
 */
export function decodeLine(
  line: Buffer,
  expected: { sequence: number; previousTag: string },
  vaultId: string,
  dataKey: DataKey,
): { event: ActivityEvent; tag: string } | null {
  let json: unknown;
  try {
    json = JSON.parse(line.toString('utf8'));
  } catch {
    return null;
  }
  const parsed = lineSchema.safeParse(json);
  if (!parsed.success || parsed.data.sequence !== expected.sequence) return null;
  const { sequence, ...sealed } = parsed.data;
  const plaintext = unseal(
    dataKey.for('activity'),
    sealed,
    context(vaultId, sequence, expected.previousTag),
  );
  if (plaintext === null) return null;
  const event = activityEventSchema.safeParse(JSON.parse(plaintext.toString('utf8')));
  plaintext.fill(0);
  return event.success && event.data.sequence === sequence
    ? { event: event.data, tag: sealed.tag }
    : null;
}
