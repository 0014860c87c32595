import { describe, expect, it } from 'vitest';
import { assess } from '../../../../electron/transfer/review/assess';
import { incomingKey } from '../../../../electron/transfer/review/incoming';
import { PastKeys } from '../../../../electron/transfer/review/past-keys';
import { ChangeJudge } from '../../../../shared/rules/change-judge';
import { NO_RULES } from '../../../../shared/rules/rule-set';
import type { RuleMode } from '../../../../shared/rules/rule-set';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { NOW, sealedReviewOf, vaultOf } from '../../../support/import-review';
import { failureOf, someRecord, valueOf } from '../../../support/sample-keys';

const record = (number: number, fields: Partial<ApiKeyRecord> = {}) =>
  someRecord(number, { secretHash: `${number}`.padStart(64, '0'), owner: 'Ana', ...fields });

/** The review of these records against a vault with others. */
function reviewed(here: readonly ApiKeyRecord[], file: readonly ApiKeyRecord[], mode: RuleMode) {
  const vault = vaultOf(here);
  const rules = {
    ...NO_RULES,
    'owner-required': { mode },
    'one-key-each': { mode },
  };
  const judge = new ChangeJudge(() => here, { rules, exceptions: [] }, NOW);
  const incoming = file.map((each) =>
    incomingKey(
      { record: each, sealedSecret: null },
      () => null,
      () => '',
    ),
  );
  return assess(incoming, vault, new PastKeys(), judge).map(({ choices, broken }) => ({
    choices,
    added: broken.added.map(({ rule }) => rule),
    replaced: broken.replaced.map(({ rule }) => rule),
  }));
}

describe('the rules in the review of an import', () => {
  it('take away the choice that a rule blocks, and say which', () => {
    const here = [record(1, { integration: 'A' }), record(2, { integration: 'B' })];
    const file = [
      record(1, { integration: 'A', owner: '' }),
      record(2, { integration: 'B', owner: '', enabled: false }),
      record(3, { integration: 'C', owner: '' }),
      record(4, { integration: 'D', owner: '', enabled: false }),
      record(5, { integration: 'D' }),
      record(6, { integration: 'D' }),
    ];
    expect(reviewed(here, file, 'block')).toEqual([
      { choices: ['skip'], added: [], replaced: ['owner-required'] },
      { choices: ['skip', 'replace'], added: [], replaced: [] },
      { choices: ['skip'], added: ['owner-required'], replaced: [] },
      { choices: ['add', 'skip'], added: [], replaced: [] },
      { choices: ['add', 'skip'], added: [], replaced: [] },
      { choices: ['skip'], added: ['one-key-each'], replaced: [] },
    ]);
  });

  it('only say it where they warn', () => {
    expect(reviewed([], [record(1, { owner: '' })], 'warn')).toEqual([
      { choices: ['add', 'skip'], added: ['owner-required'], replaced: [] },
    ]);
    expect(reviewed([], [record(1, { owner: '' })], 'off')[0]?.added).toEqual([]);
  });

  it('judge once more what was chosen: a row that is left out makes no room for another', async () => {
    const here = record(1, { name: 'Zoho', integration: 'A' });
    const vault = vaultOf([here]);
    const rules = { ...NO_RULES, 'one-key-each': { mode: 'block' as const } };
    const judge = () =>
      new ChangeJudge(
        () => [...vault.keys.values()].map((entry) => entry.record),
        { rules, exceptions: [] },
        NOW,
      );
    const file = [{ ...here, integration: 'B' }, record(2, { name: 'Other', integration: 'A' })];
    const { desk } = await sealedReviewOf(vault, file, judge);
    expect(failureOf(await desk.apply([{ index: 1, choice: 'add' }]))).toMatchObject({
      code: 'rules-broken',
      names: ['Other'],
    });
    expect(vault.keys.size).toBe(1);
    const both = [
      { index: 0, choice: 'replace' as const },
      { index: 1, choice: 'add' as const },
    ];
    expect(valueOf(await desk.apply(both))).toMatchObject({ added: 1, replaced: 1 });
  });

  it('judge the name that a renamed key gets', async () => {
    const vault = vaultOf([record(1, { name: 'prod-zoho' })]);
    const rules = { ...NO_RULES, 'name-pattern': { mode: 'block' as const, pattern: '*-zoho' } };
    const judge = () => new ChangeJudge(() => [], { rules, exceptions: [] }, NOW);
    const { desk } = await sealedReviewOf(vault, [record(2, { name: 'prod-zoho' })], judge);
    const answer = await desk.apply([{ index: 0, choice: 'rename' }]);
    expect(failureOf(answer)).toMatchObject({ code: 'rules-broken', names: ['prod-zoho (2)'] });
  });
});
