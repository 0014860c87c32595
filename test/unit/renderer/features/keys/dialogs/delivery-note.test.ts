import fc from 'fast-check';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateSecret } from '../../../../../../electron/keys/secret';
import { deliveryNote } from '../../../../../../renderer/features/keys/dialogs/delivery-note';
import type { Delivery } from '../../../../../../renderer/features/keys/dialogs/delivery-note';
import { createFormats } from '../../../../../../renderer/ui/text/formats';
import type { ApiKey } from '../../../../../../shared/keys/api-key';
import { hintOf } from '../../../../../../shared/keys/secret-format';
import { startPageWords } from '../../../../../support/page-words';
import { apiKey, NOW } from '../../../some-api-key';

beforeAll(startPageWords);

const noteOf = (key: ApiKey, delivery: Delivery) =>
  deliveryNote(key, delivery, { t: i18next.t, formats: createFormats('en-GB'), now: NOW });
const ROTATED = { occasion: 'rotated', replaced: 'ock_live_Old1…Old2' } as const;

describe('the message for a colleague', () => {
  it('names the key, its hint, what it can do and the variable', () => {
    const note = noteOf(apiKey({ expiresAt: '2026-12-24T12:00:00.000Z' }), { occasion: 'created' });
    expect(note).toContain('CRM sync (ock_live_8dKq…w3Zp)');
    expect(note).toContain('Can read and write contacts');
    expect(note).toContain('(2026-12-24 12:00 UTC)');
    expect(note).toContain('OWNCHAT_API_KEY_ZOHO_CRM');
    expect(note).not.toContain('old secret');
  });

  it('says until when the old secret works, and that it has ended', () => {
    const running = noteOf(apiKey({ graceUntil: '2026-11-24T12:00:00.000Z' }), ROTATED);
    expect(running).toContain('The old secret ock_live_Old1…Old2 works until 24 Nov 2026');
    for (const graceUntil of [undefined, '2026-11-23T12:00:00.000Z']) {
      const key = graceUntil === undefined ? apiKey() : apiKey({ graceUntil });
      expect(noteOf(key, ROTATED)).toContain('must not be used any more');
    }
  });

  it('says when the key is not active', () => {
    expect(noteOf(apiKey({ enabled: false }), ROTATED)).toContain('not active');
    expect(noteOf(apiKey({ expiresAt: '2026-11-23T12:00:00.000Z' }), ROTATED)).toContain('expired');
  });

  it('makes no variable of a secret', () => {
    const secret = generateSecret('live');
    for (const fields of [{ integration: secret }, { integration: '', name: secret }]) {
      const note = noteOf(apiKey(fields), { occasion: 'created' });
      expect(note.toUpperCase()).not.toContain(secret.slice(14, 22).toUpperCase());
    }
  });

  it('never has a secret in it, wherever someone has put one', () => {
    const secret = fc
      .constantFrom('live' as const, 'test' as const)
      .map((environment) => generateSecret(environment));
    const text = fc.tuple(fc.string(), secret, fc.string()).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, secret, fc.boolean(), (name, integration, own, isNew) => {
        const key = apiKey({ name, integration, hint: hintOf(own), note: own, owner: own });
        const delivery = isNew ? ({ occasion: 'created' } as const) : ROTATED;
        const note = noteOf(key, delivery);
        expect(note).not.toMatch(/ock_(live|test)_[0-9A-Za-z]{46}/i);
        expect(note).not.toContain(own);
        expect(note).toContain(hintOf(own));
      }),
    );
  });
});
