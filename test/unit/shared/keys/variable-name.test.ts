import fc from 'fast-check';
import { expect, it } from 'vitest';
import { variableNameOf } from '../../../../shared/keys/variable-name';

it('names the variable after the integration, or else after the key', () => {
  expect(variableNameOf({ integration: 'Zoho CRM', name: 'Sync' })).toBe(
    'OWNCHAT_API_KEY_ZOHO_CRM',
  );
  expect(variableNameOf({ integration: '—', name: 'Zoë’s bot (2)' })).toBe(
    'OWNCHAT_API_KEY_ZOE_S_BOT_2',
  );
  expect(variableNameOf({ integration: '', name: 'مفتاح' })).toBe('OWNCHAT_API_KEY');
});

it('is a name that every shell accepts', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, (integration, name) => {
      expect(variableNameOf({ integration, name })).toMatch(/^[A-Z](?:_?[A-Z0-9]+)*$/);
    }),
  );
});
