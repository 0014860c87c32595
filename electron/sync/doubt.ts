import type { Result } from '../../shared/result';
import { fail, ok } from '../../shared/result';
import type { Page } from './endpoint-client';
import type { Ended, RunParts } from './run-parts';
import { failed } from './run-parts';
import type { Incoming } from './wire-record';
import { readItems } from './wire-record';

type Reason = 'went-back' | 'another' | 'lost-records';

const replaced = (reason: Reason): Ended => ({
  kind: 'asking',
  question: { kind: 'replaced', reason },
});

/**
 * Whether the endpoint is still the one that this vault has agreed with. Asks it only when there is a reason.
 *
 * @param page the first one of what has changed since
 * @returns why the run must not go on; null when it may
 */
export async function doubtAbout(
  parts: RunParts,
  page: Page,
  items: readonly Incoming[],
  since: number,
): Promise<Ended | null> {
  const { vault, client, identity } = parts;
  if (page.etag !== null && page.etag < since) return replaced('went-back');
  const isNews = items.some(
    ({ id, lastModified }) => vault.ledger.entries.get(id)?.lastModified !== lastModified,
  );
  // The number moves with a record only, and that would be in the list: this is another list than it was.
  const movedOnWithout = items.length === 0 && page.etag !== null && page.etag > since;
  if (!isNews && !movedOnWithout) return null;
  const place = await client.place();
  if (!place.ok) return failed(place.failure);
  const isSame = place.value.identity === identity;
  if (isSame && !movedOnWithout) return null;
  // Whoever lets a colleague in writes to the bucket or the collection, too. What counts is what is in it.
  const lost = await hasLostRecords(parts);
  if (!lost.ok) return failed(lost.failure);
  if (lost.value) return replaced(isSame ? 'lost-records' : 'another');
  if (isSame) return null;
  const kept = await parts.keepIdentity(place.value.identity);
  return kept.ok ? null : failed(kept.failure);
}

/** Counts what is there after both sides have come in step: some servers empty a list without moving its number. */
export async function hasFewer(parts: RunParts): Promise<Ended | null> {
  const agreed = agreedIn(parts).size;
  if (agreed === 0) return null;
  const count = await parts.client.count();
  if (!count.ok) return failed(count.failure);
  if (count.value === null || count.value >= agreed) return null;
  const lost = await hasLostRecords(parts);
  if (!lost.ok) return failed(lost.failure);
  return lost.value ? replaced('lost-records') : null;
}

/**
 * Whether records that both sides have agreed on are not there any more, not even as deleted ones; or are older
 * than what was agreed; or were agreed to be deleted and are there; or have all been written anew. So it looks
 * after a backup was put back, or an empty collection filled from a copy.
 */
async function hasLostRecords(parts: RunParts): Promise<Result<boolean>> {
  const { vault } = parts;
  const agreed = agreedIn(parts);
  const there = new Map<string, number>();
  for await (const page of parts.client.pages(null)) {
    if (!page.ok) return page;
    const items = readItems(page.value);
    if (items === null) return fail({ code: 'endpoint-not-understood', problem: 'unexpected' });
    for (const { kind, id, lastModified } of items) {
      if (kind === 'record' && vault.ledger.entries.get(id)?.deleted === 'both') return ok(true);
      there.set(id, lastModified);
    }
  }
  let isAnyAsAgreed = agreed.size < 2;
  for (const [id, number] of agreed) {
    const now = there.get(id) ?? -1;
    if (now < number) return ok(true);
    if (now === number) isAnyAsAgreed = true;
  }
  return ok(!isAnyAsAgreed);
}

/** The numbers under which records were agreed on that should be there. */
const agreedIn = ({ vault }: RunParts): Map<string, number> =>
  new Map(
    [...vault.ledger.entries.values()].flatMap(({ id, lastModified, deleted }) =>
      lastModified === null || deleted ? [] : [[id, lastModified] as const],
    ),
  );
