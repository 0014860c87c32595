import { describe, expect, it } from 'vitest';
import { assess } from '../../../../electron/transfer/review/assess';
import { incomingKey } from '../../../../electron/transfer/review/incoming';
import { PastKeys } from '../../../../electron/transfer/review/past-keys';
import { ChangeJudge } from '../../../../shared/rules/change-judge';
import { NO_RULES } from '../../../../shared/rules/rule-set';
import type { RuleMode } from '../../../../shared/rules/rule-set';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { NOW, vaultOf } from '../../../support/import-review';
import { someRecord } from '../../../support/sample-keys';

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
});
