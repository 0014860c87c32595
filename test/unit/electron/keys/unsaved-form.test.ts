import { describe, expect, it } from 'vitest';
import { UnsavedFormStore } from '../../../../electron/keys/unsaved-form';
import { keyId, valueOf } from '../../../support/sample-keys';
import { PASSPHRASE, createdVault, temporaryDirectory } from '../../../support/test-vault';

const FORM = { keyId: keyId(1), fields: { note: 'half a sentence', enabled: false } };
const WAY = { method: 'passphrase', passphrase: PASSPHRASE } as const;

/** A store like the preferences. */
function storeOf(initial?: unknown) {
  let content = initial;
  let writes = 0;
  return {
    get: () => content,
    set: (next: unknown) => {
      content = next;
      writes += 1;
    },
    writes: () => writes,
  };
}

async function kept(store = storeOf()) {
  const made = await createdVault(await temporaryDirectory());
  const vault = () => made.session.vault;
  return { ...made, store, form: new UnsavedFormStore({ vault, store }), vault };
}

describe('an unsaved form', () => {
  it('is restored after a lock and a restart, and is never stored in plain text', async () => {
    const { form, session, store, vault } = await kept();
    valueOf(form.keep(FORM));
    expect(valueOf(form.get())).toEqual(FORM);
    expect(store.writes()).toBe(0);
    await session.lock();
    form.store();
    expect(JSON.stringify(store.get())).not.toContain('sentence');
    expect(form.get()).toMatchObject({ failure: { code: 'vault-locked' } });
    // The page that is closed by the lock reports an empty form, which is ignored.
    expect(form.keep(null)).toMatchObject({ failure: { code: 'vault-locked' } });
    valueOf(await session.unlock(WAY));
    expect(valueOf(form.get())).toEqual(FORM);
    expect(valueOf(new UnsavedFormStore({ vault, store }).get())).toEqual(FORM);
  });

  it('is persisted once the app is asked to quit, and dropped when it is saved after all', async () => {
    const { form, store, vault } = await kept();
    valueOf(form.keep(FORM, true));
    expect(store.writes()).toBe(1);
    expect(JSON.stringify(store.get())).not.toContain('sentence');
    expect(valueOf(new UnsavedFormStore({ vault, store }).get())).toEqual(FORM);
    valueOf(form.keep(null));
    expect(store.get()).toBeNull();
  });

  it('is dropped when it is saved or cancelled', async () => {
    const { form, session, store } = await kept();
    valueOf(form.keep(FORM));
    form.store();
    valueOf(form.keep(null));
    expect(valueOf(form.get())).toBeNull();
    expect(store.get()).toBeNull();
    const writes = store.writes();
    valueOf(form.keep(null));
    await session.lock();
    form.store();
    expect(store.writes()).toBe(writes);
  });

  it.each([
    ['nothing', undefined],
    ['no object', 'hello'],
    ['no seal', { nonce: '', ciphertext: '', tag: '' }],
    ['too much', { nonce: 'AA', ciphertext: 'AA', tag: 'AA', more: true }],
  ])('is absent when the store holds %s', async (_name, content) => {
    const { form } = await kept(storeOf(content));
    expect(valueOf(form.get())).toBeNull();
  });

  it('is absent when another vault sealed it, or its schema is invalid', async () => {
    const first = await kept();
    valueOf(first.form.keep(FORM));
    first.form.store();
    const second = await kept(first.store);
    expect(valueOf(second.form.get())).toBeNull();
    const { vault } = second.session;
    second.store.set(vault?.sealSecret('unsaved form', Buffer.from('{"keyId":7}')));
    expect(valueOf(second.form.get())).toBeNull();
  });
});
