import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { ok } from '../../../shared/lib/result';
import type { SyncDraft, SyncVault } from '../../../electron/sync/sync-vault';
import { activityEventSchema } from '../../../electron/vault/format/events';
import { VaultContent } from '../../../electron/vault/state/vault-content';
import { AT } from '../../support/vault-parts';
import { holds } from '../target';

/** The part of a vault in memory that sync needs. Its events must fit the vault's schema. */
export function memoryVault(records: readonly ApiKeyRecord[]): SyncVault {
  const content = new VaultContent({
    keys: structuredClone(records).map((record) => ({ record, sealedSecret: null })),
  });
  let sequence = 0;
  const apply = ({ actor = 'tester', ...draft }: SyncDraft) => {
    sequence += 1;
    const event = activityEventSchema.safeParse({
      ...draft,
      sequence,
      commitEnd: sequence,
      at: AT,
      actor,
    });
    holds(event.success, `no event: ${JSON.stringify(draft)}`);
    content.apply(event.data);
    return { sequence };
  };
  return {
    get keys() {
      return content.keys;
    },
    get ledger() {
      return content.ledger;
    },
    get settings() {
      return content.settings;
    },
    get usage() {
      return content.usage;
    },
    idOfName: (name) => content.idOfName(name),
    commit: async (prepare) => {
      const drafts = prepare();
      return drafts.ok ? ok(drafts.value.map(apply)) : drafts;
    },
    sealSecret: () => ({ nonce: '', ciphertext: '', tag: '' }),
    openSealed: () => null,
    openSecret: () => ({ ok: false, failure: { code: 'key-not-found' } }),
  };
}
