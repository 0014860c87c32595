import type { Result } from '../../../shared/lib/result';
import { fail, ok } from '../../../shared/lib/result';
import type { SyncPreview } from '../../../shared/sync/sync-state';
import type { EndpointClient } from '../wire/endpoint-client';
import { waitingIds } from '../run/outbox';
import { reconcile } from '../run/reconcile';
import { actorOf } from '../run/run-parts';
import type { SyncVault, SyncView } from '../sync-vault';
import { readItems } from '../wire/wire-record';
import type { Incoming } from '../wire/wire-record';

/**
 * A dry run of a sync. Only reads.
 *
 * @param isLocked whether the vault was closed meanwhile
 */
export async function previewSync(
  client: EndpointClient,
  view: SyncView & Pick<SyncVault, 'settings'>,
  isLocked: () => boolean,
): Promise<Result<SyncPreview>> {
  const items: Incoming[] = [];
  for await (const page of client.pages(view.ledger.cursor)) {
    if (!page.ok) return page;
    const read = readItems(page.value);
    if (read === null) return fail({ code: 'endpoint-not-understood', problem: 'unexpected' });
    items.push(...read);
  }
  if (isLocked()) return fail({ code: 'vault-locked' });
  const plan = reconcile(view, items, actorOf(client));
  const agreed = plan.drafts.flatMap((draft) =>
    draft.event === 'sync.agreed' ? draft.change.entries : [],
  );
  const deleted = new Set(
    plan.drafts.flatMap((draft) => (draft.event === 'key.deleted' ? [draft.keyId] : [])),
  );
  const unsent = new Set(waitingIds(view));
  // Equal records need no sending; merged ones do.
  for (const { id, before } of agreed)
    if (before === undefined) unsent.delete(id);
    else unsent.add(id);
  for (const id of deleted) unsent.delete(id);
  return ok({
    send: unsent.size,
    receive: plan.received,
    remove: plan.removed,
    conflicts: plan.conflicts,
  });
}
