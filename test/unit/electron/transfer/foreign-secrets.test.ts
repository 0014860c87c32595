import { describe, expect, it } from 'vitest';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { sealedReviewOf, vaultOf } from '../../../support/import-review';
import { someRecord, valueOf } from '../../../support/sample-keys';

const LEAKED = someRecord(1, {
  name: 'Leaked',
  enabled: false,
  environment: 'test',
  secretHash: 'bb'.repeat(32),
});
const OTHER = someRecord(2, { name: 'Other', secretHash: 'cc'.repeat(32) });
const inGrace = (hash: string) => ({ hash, validUntil: '2030-01-01T00:00:00.000Z' });

describe('a key of an encrypted file is refused', () => {
  it.each<[string, ApiKeyRecord]>([
    [
      'is new, and has the secret of a disabled key here as its earlier one',
      someRecord(7, {
        name: 'Harmless',
        secretHash: 'ee'.repeat(32),
        previousSecret: inGrace(LEAKED.secretHash),
      }),
    ],
    [
      'is here, and has the secret of another key here',
      { ...OTHER, secretHash: LEAKED.secretHash },
    ],
    [
      'is here, and has the secret of another key here as its earlier one',
      { ...OTHER, previousSecret: inGrace(LEAKED.secretHash) },
    ],
    ['is here with the same secret, for the other environment', { ...LEAKED, environment: 'live' }],
  ])('where it %s', async (_, key) => {
    const vault = vaultOf([LEAKED, OTHER]);
    const { found } = await sealedReviewOf(vault, [key]);
    expect(found[0]).toMatchObject({
      status: 'invalid',
      problems: [{ field: 'secret', problem: 'of-another-key' }],
      choices: ['skip'],
    });
    for (const choice of ['add', 'replace', 'rename'] as const) {
      const { desk } = await sealedReviewOf(vault, [key]);
      expect(valueOf(await desk.apply([{ index: 0, choice, moreAccess: true }]))).toEqual({
        added: 0,
        replaced: 0,
        skipped: 1,
      });
    }
    expect([...vault.keys.values()].map(({ record }) => record)).toEqual([LEAKED, OTHER]);
  });
});
