import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { EndpointClient, Page } from '../wire/endpoint-client';
import { readItems } from '../wire/wire-record';
import type { Incoming } from '../wire/wire-record';

/** A parsed page of the list of changes. */
export interface Changes {
  page: Page;
  items: Incoming[];
  /** the version number of the last item so far; -1 when there was none */
  latest: number;
}

/**
 * The endpoint's changes after a version number, oldest first, page by page.
 *
 * @param before only changes with a lower number
 */
export async function* changesSince(
  client: EndpointClient,
  since: number | null,
  before: number | null = null,
): AsyncGenerator<Result<Changes>> {
  let latest = -1;
  for await (const page of client.pages(since, undefined, before)) {
    if (!page.ok) {
      yield page;
      return;
    }
    const items = readItems(page.value);
    const last = items?.at(-1)?.lastModified ?? latest;
    // A list that makes no progress would never end.
    const isStuck = last < latest || (last === latest && page.value.next !== null);
    if (items === null || isStuck) {
      yield fail({ code: 'endpoint-not-understood', problem: 'unexpected' });
      return;
    }
    latest = last;
    yield ok({ page: page.value, items, latest });
  }
}
