import type { ActivityCursor, ActivityFilter, ActivityPage } from '../../shared/activity/activity';
import { NO_ACTIVITY_FILTER } from '../../shared/activity/activity';
import { expectOk } from '../support/expect-ok';
import type { KilledApp } from './killed-app';

/** One computer to act on: the real app, or its rules without a window. */
export type Computer = Pick<KilledApp, 'request' | 'keys'>;

/** Every note that a computer's activity has as a replaced or deleted value. */
export async function replacedNotes(app: Computer): Promise<string[]> {
  const notes: string[] = [];
  const filter: ActivityFilter = { ...NO_ACTIVITY_FILTER, events: ['key.updated', 'key.deleted'] };
  let from: ActivityCursor | null = null;
  do {
    const page: ActivityPage = expectOk(
      await app.request('activity:page', {
        from,
        filter,
        newerThan: 0,
        archive: null,
      }),
    );
    for (const { field, before } of page.entries.flatMap(({ changes }) => changes)) {
      if (field === 'note' && typeof before === 'string') notes.push(before);
    }
    from = page.next;
  } while (from !== null);
  return notes;
}
