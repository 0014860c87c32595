import { describe, expect, it } from 'vitest';
import { SavedListStore } from '../../../../electron/keys/saved-lists';
import type { KeyDraft } from '../../../../electron/keys/key-vault';
import type { SavedView } from '../../../../shared/keys/saved-lists';
import { fail, ok } from '../../../../shared/lib/result';

const VIEW: SavedView = {
  name: 'Zoho',
  filter: 'integration:zoho',
  order: { column: 'name', descending: false },
  columns: ['owner'],
  hideInactive: false,
  grouped: true,
};

/** A vault that has only settings. */
function vaultOf(settings: Map<string, unknown>) {
  const drafts: KeyDraft[] = [];
  return {
    drafts,
    settings,
    async commit(prepare: () => ReturnType<typeof ok<KeyDraft[]>> | { ok: false; failure: never }) {
      const prepared = prepare();
      if (!prepared.ok) return prepared;
      for (const draft of prepared.value) {
        drafts.push(draft);
        if (draft.event === 'setting.changed') settings.set(draft.change.name, draft.change.value);
      }
      return ok(prepared.value);
    },
  };
}

describe('saved views and templates', () => {
  it('are sealed settings, each changed on its own', async () => {
    const vault = vaultOf(new Map());
    const lists = new SavedListStore(() => vault);
    expect(lists.get()).toEqual(ok({ views: [], templates: [] }));
    const templates = [{ name: 'CRM', scopes: ['contacts:write'] }];
    await lists.save({ views: [VIEW] });
    expect(await lists.save({ templates })).toEqual(ok({ views: [VIEW], templates }));
    expect([...vault.settings.keys()]).toEqual(['saved-views', 'permission-templates']);
    // Nothing is recorded when nothing changes.
    await lists.save({ views: [VIEW], templates });
    expect(vault.drafts).toHaveLength(2);
  });

  it('never lose what this app cannot read', async () => {
    const odd = [{ name: 'from a newer app', filter: 7 }, 'x'];
    const vault = vaultOf(new Map<string, unknown>([['saved-views', [...odd, VIEW]]]));
    const lists = new SavedListStore(() => vault);
    expect(lists.get()).toMatchObject({ value: { views: [VIEW] } });
    await lists.save({ views: [] });
    expect(vault.settings.get('saved-views')).toEqual(odd);
    vault.settings.set('saved-views', { not: 'a list' });
    await lists.save({ views: [VIEW] });
    expect(vault.settings.get('saved-views')).toEqual([VIEW, { not: 'a list' }]);
  });

  it('say why they were not saved', async () => {
    const failure = {
      code: 'write-failed',
      path: 'x',
      problem: 'disk-full',
      reason: 'ENOSPC',
    } as const;
    const vault = { settings: new Map(), commit: async () => fail(failure) };
    const lists = new SavedListStore(() => vault);
    expect(await lists.save({ views: [VIEW] })).toEqual(fail(failure));
    expect(lists.get()).toEqual(ok({ views: [], templates: [] }));
  });

  it('say that the vault is locked', async () => {
    const lists = new SavedListStore(() => null);
    expect(lists.get()).toMatchObject({ failure: { code: 'vault-locked' } });
    expect(await lists.save({ views: [] })).toMatchObject({ failure: { code: 'vault-locked' } });
  });
});
