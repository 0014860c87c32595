import { z } from 'zod';
import type { Failure } from '../../../shared/lib/failure';
import { completeRecord } from '../../../shared/keys/api-key';
import { ok } from '../../../shared/lib/result';
import { wordsOf } from '../wire/answers';
import { BatchLimit } from '../wire/batch-limit';
import { reading } from '../wire/contract-types';
import type { Write, Written } from '../wire/endpoint-client';
import type { StoredProblem } from './problems-and-notices';
import { digestOf, inFlight, sendable, unneededDeletions, waitingIds } from './outbox';
import { pull, take } from './pull';
import type { RunOutcome, RunParts } from './run-parts';
import { failed, replacedQuestion } from './run-parts';
import type { Incoming } from '../wire/wire-record';
import { readIncoming } from '../wire/wire-record';
import { readAs } from '../../lib/read-as';

/** How often a run retries after edits at the endpoint before it leaves them to a later run. */
const ROUNDS = 6;

/**
 * Refusals are stored in one commit at the end: the setting grows with each and would be rewritten
 * for each request.
 */
async function keepRefusals(parts: RunParts, refused: StoredProblem[]): Promise<RunOutcome | null> {
  if (refused.length === 0) return null;
  const kept = await take(parts, [], null, undefined, refused.splice(0));
  return kept.kind === 'taken' ? null : kept;
}

/** @param refused collects refusals, which are stored at the end */
async function sendAll(
  parts: RunParts,
  limit: BatchLimit,
  refused: StoredProblem[],
): Promise<RunOutcome> {
  const skipped = new Set<string>();
  let sent = 0;
  let lostBefore = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const waiting = waitingIds(parts.vault).filter((id) => !skipped.has(id));
    if (waiting.length === 0) return { kind: 'done', sent, received: 0 };
    let lost = 0;
    for (let at = 0; at < waiting.length;) {
      const prepared = await prepare(parts, waiting.slice(at), limit);
      if (!prepared.ok) return failed(prepared.failure);
      const { writes, taken, bytes, idle } = prepared.value;
      for (const id of idle) skipped.add(id);
      if (writes.length > 0) {
        const reply = await parts.client.write(writes);
        if (!reply.ok && limit.refused(reply.failure, { requests: writes.length, bytes })) continue;
        const answers = reply.ok ? reply.value : refusalOf(reply.failure, writes);
        if (answers === null) return failed(reply.ok ? { code: 'unexpected' } : reply.failure);
        const sorted = sortAnswers(writes, answers);
        if (sorted.failure) return failed(sorted.failure);
        refused.push(...sorted.refused);
        const done = await take(parts, sorted.incoming, null);
        if (done.kind !== 'taken') return done;
        sent += sorted.written;
        if (parts.tally) parts.tally.sent += sorted.written;
        // A request answered with an older state would be refused each time.
        const { contradiction } = done.plan;
        if (contradiction) {
          const question = replacedQuestion(parts.vault, contradiction.reason, contradiction.ids);
          return { kind: 'asking', question };
        }
        for (const { id } of sorted.refused) skipped.add(id);
        lost += sorted.lost;
      }
      at += taken;
      parts.onProgress('sending', sent, Math.max(waiting.length, sent));
    }
    if (lost > 0) {
      // An agreed record is missing. Either it was just deleted, or the endpoint was replaced.
      if (lostBefore) {
        return { kind: 'asking', question: replacedQuestion(parts.vault, 'lost-records') };
      }
      lostBefore = true;
      const notKept = await keepRefusals(parts, refused);
      if (notKept) return notKept;
      const again = await pull(parts);
      if (again.kind !== 'done') return again;
    }
  }
  return failed({ code: 'endpoint-contended' });
}

/**
 * Sends the local changes. Runs after `pull`, so that a write replaces the state that was seen.
 * Stores the server's batch limit, even after a failure.
 */
export async function push(parts: RunParts): Promise<RunOutcome> {
  const endedEarly = await dropUnneededDeletions(parts);
  if (endedEarly) return endedEarly;
  const limit = await limitFor(parts);
  if ('kind' in limit) return limit;
  const refused: StoredProblem[] = [];
  const all = await sendAll(parts, limit, refused);
  const notKept = await keepRefusals(parts, refused);
  const ended = all.kind === 'done' && notKept ? notKept : all;
  if (limit.learnt === null) return ended;
  const kept = await parts.keepLimit({ batchSize: limit.announced, learnt: limit.learnt });
  return kept.ok || ended.kind !== 'done' ? ended : failed(kept.failure);
}

/** The stored batch limit may be outdated; asks for it when more than one request is needed. */
async function limitFor(parts: RunParts): Promise<BatchLimit | RunOutcome> {
  const { vault, client, batchSize, learnt, isByHand = false } = parts;
  const known = new BatchLimit(batchSize, learnt);
  let count = 0;
  for (const _ of sendable(vault, waitingIds(vault), isByHand)) {
    count += 1;
    if (count > known.requests) break;
  }
  if (count <= known.requests) return known;
  const hello = await client.hello();
  if (!hello.ok) return failed(hello.failure);
  const announced = hello.value.settings.batch_max_requests;
  if (announced === batchSize) return known;
  const kept = await parts.keepLimit({ batchSize: announced, learnt: {} });
  return kept.ok ? new BatchLimit(announced) : failed(kept.failure);
}

async function dropUnneededDeletions({ vault }: RunParts): Promise<RunOutcome | null> {
  const dropped = await vault.commit(() => {
    const entries = unneededDeletions(vault);
    return ok(
      entries.length > 0 ? [{ event: 'sync.agreed', keyId: null, change: { entries } }] : [],
    );
  }, 'endpoint');
  return dropped.ok ? null : failed(dropped.failure);
}

/** Chooses the writes of one request and records them in the ledger before sending. */
async function prepare(
  { vault, isByHand = false }: RunParts,
  ids: readonly string[],
  limit: Pick<BatchLimit, 'requests' | 'bytes'>,
) {
  const writes: Write[] = [];
  let taken = ids.length;
  let bytes = 0;
  const committed = await vault.commit(() => {
    for (const write of sendable(vault, ids, isByHand)) {
      const length = Buffer.byteLength(JSON.stringify(write));
      const isFull = writes.length >= limit.requests || bytes + length > limit.bytes;
      if (isFull && writes.length > 0) {
        taken = ids.indexOf(write.id);
        break;
      }
      bytes += length;
      writes.push(write);
    }
    const entries = writes
      .filter(({ data }) => data !== null)
      .map(({ id }) => inFlight(id, vault.ledger.entries.get(id)));
    return ok(
      entries.length > 0 ? [{ event: 'sync.agreed', keyId: null, change: { entries } }] : [],
    );
  }, 'endpoint');
  const sent = new Set(writes.map(({ id }) => id));
  /** ids without a request: nothing changed, or it would be refused again */
  const idle = ids.slice(0, taken).filter((id) => !sent.has(id));
  return committed.ok ? ok({ writes, taken, bytes, idle }) : committed;
}

const NO_ANSWER: Written = { status: 500, body: undefined, retryAfterMs: null };

/** A refused single write concerns that record, as it would in a batch. */
function refusalOf(failure: Failure, writes: readonly Write[]): Written[] | null {
  const isAboutRecord =
    failure.code === 'endpoint-error' && failure.status < 500 && writes.length === 1;
  if (!isAboutRecord) return null;
  return [{ ...NO_ANSWER, status: failure.status, body: { message: failure.message } }];
}

const doneSchema = reading('KeyAnswer', z.object({ data: z.unknown() }));
const refusedSchema = reading(
  'Error',
  z.object({
    details: z
      .union([z.array(z.unknown()), z.object({ existing: z.unknown().optional() })])
      .optional(),
  }),
);

/** The present record, from the answer to a write whose precondition failed. */
function existingIn(body: unknown): unknown {
  const details = readAs(refusedSchema, body).data?.details;
  return Array.isArray(details) ? undefined : details?.existing;
}

interface Sorted {
  /** states of records in the answers */
  incoming: Incoming[];
  refused: StoredProblem[];
  written: number;
  /** records that should exist but do not */
  lost: number;
  failure: Failure | null;
}

function sortAnswers(writes: readonly Write[], answers: readonly Written[]): Sorted {
  const sorted: Sorted = { incoming: [], refused: [], written: 0, lost: 0, failure: null };
  for (const [index, write] of writes.entries()) {
    const { status, body, retryAfterMs } = answers[index] ?? NO_ANSWER;
    const data = status === 412 ? existingIn(body) : readAs(doneSchema, body).data?.data;
    const incoming = answeredTo(write, readIncoming(data));
    if (status === 200 || status === 201) {
      if (incoming?.id !== write.id) {
        sorted.failure = { code: 'endpoint-not-understood', problem: 'unexpected' };
        return sorted;
      }
      sorted.incoming.push(incoming);
      sorted.written += 1;
    } else if (status === 404 && write.data === null) {
      // It is already deleted, as intended.
      sorted.incoming.push({ kind: 'tombstone', id: write.id, lastModified: write.replaces ?? 0 });
    } else if (status === 412 && incoming?.id === write.id) {
      if (isUnchanged(incoming, write)) sorted.refused.push(refusalOfOne(write, status, body));
      else sorted.incoming.push(incoming);
    } else if (status === 412) sorted.lost += 1;
    else if (isAboutAll(status)) {
      sorted.failure = batchFailure(status, retryAfterMs);
      return sorted;
    } else sorted.refused.push(refusalOfOne(write, status, body));
  }
  return sorted;
}

/**
 * Completes an answer of a server that drops the added fields. They count as agreed with the values
 * that were sent; otherwise the key would be sent again in every run.
 */
function answeredTo({ data }: Write, incoming: Incoming | null): Incoming | null {
  if (data === null || incoming?.kind !== 'record') return incoming;
  return { ...incoming, record: completeRecord(incoming.record, completeRecord(data)) };
}

/** The server refused although the state to be replaced is unchanged: this is not a conflict. */
const isUnchanged = ({ lastModified }: Incoming, { replaces }: Write): boolean =>
  lastModified === replaces;

const refusalOfOne = (write: Write, status: number, body: unknown): StoredProblem => ({
  id: write.id,
  kind: 'refused',
  detail: String(status),
  name: write.data?.name ?? null,
  says: wordsOf(body),
  digest: digestOf(write),
});

/** The answer would be the same for every record. */
const isAboutAll = (status: number): boolean =>
  [401, 403, 405, 429].includes(status) || status >= 500;

function batchFailure(status: number, waitMs: number | null): Failure {
  if (status === 401) return { code: 'endpoint-sign-in' };
  if (status === 403 || status === 405) return { code: 'endpoint-forbidden' };
  if (status === 429 || status === 503) return { code: 'endpoint-busy', waitMs };
  return { code: 'endpoint-error', status };
}
