import type { CommittedEvent } from '../lib/vault-port';

/**
 * The keys whose list entry an event changes: its fields or its unsent state. Reading a secret
 * changes none.
 */
export function changedKeys({ event, keyId, change }: CommittedEvent): string[] {
  if (event === 'sync.agreed') {
    const { entries } = change as { entries: readonly { id: string; sent?: object }[] };
    // A request in flight does not change the unsent state.
    return entries.flatMap(({ id, sent }) => (sent === undefined ? [id] : []));
  }
  if (event === 'usage.received') {
    const { entries } = change as { entries: readonly { id: string }[] };
    return entries.map(({ id }) => id);
  }
  return keyId !== null && event.startsWith('key.') ? [keyId] : [];
}
