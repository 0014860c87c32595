import type { CommittedEvent } from './key-vault';

/** The keys that an event changed, or that the endpoint has got by now, if any: reading a secret changes none. */
export function changedKeys({ event, keyId, change }: CommittedEvent): string[] {
  if (event === 'sync.agreed') {
    const { entries } = change as { entries: readonly { id: string; sent?: object }[] };
    // That something is on its way changes nothing yet.
    return entries.flatMap(({ id, sent }) => (sent === undefined ? [id] : []));
  }
  if (event === 'usage.received') {
    const { entries } = change as { entries: readonly { id: string }[] };
    return entries.map(({ id }) => id);
  }
  return keyId !== null && event.startsWith('key.') ? [keyId] : [];
}
