import { constants } from 'node:os';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { failureText } from '../../../renderer/ui/text/failure-text';
import { bidiIsolate } from '../../../renderer/ui/text/bidi-isolate';
import { startPageWords } from '../../support/page-words';
import { failureLine, failureReason } from '../../../electron/lib/failure-line';
import type { Failure, FailureCode } from '../../../shared/lib/failure';
import { firstWords } from '../../../shared/words/en/first';
import { laterWords } from '../../../shared/words/en/later';
import { mainWords } from '../../../shared/words/en/main';

// The help of the command line names its values in capitals.
const { headless: _headless, ...boxesAndReports } = mainWords;
const { confirmations: _confirmations, ...withoutQuestions } = boxesAndReports;

/** One of each code, complete by type: a new code does not compile until it is added here. */
const FAILURES: { [C in FailureCode]: Extract<Failure, { code: C }> } = {
  'vault-absent': { code: 'vault-absent' },
  'vault-exists': { code: 'vault-exists' },
  'vault-missing': { code: 'vault-missing', path: '/v' },
  'vault-newer-version': { code: 'vault-newer-version', path: '/v', version: 2 },
  'vault-truncated': { code: 'vault-truncated', path: '/v' },
  'vault-altered': { code: 'vault-altered', path: '/v' },
  'vault-unreadable': { code: 'vault-unreadable', path: '/v', reason: 'EACCES' },
  'vault-kdf-refused': { code: 'vault-kdf-refused', path: '/v' },
  'vault-read-only': { code: 'vault-read-only' },
  'activity-damaged': { code: 'activity-damaged', path: '/v' },
  'merge-impossible': { code: 'merge-impossible', path: '/v' },
  'no-good-backup': { code: 'no-good-backup', path: '/v' },
  'recovery-expired': { code: 'recovery-expired' },
  'vault-changed-on-disk': { code: 'vault-changed-on-disk', path: '/v' },
  'write-failed': { code: 'write-failed', path: '/v', problem: 'other', reason: 'EIO' },
  'vault-locked': { code: 'vault-locked' },
  'not-confirmed': { code: 'not-confirmed' },
  'vault-not-locked': { code: 'vault-not-locked' },
  'wrong-passphrase': { code: 'wrong-passphrase', retryAfterMs: 0 },
  'wrong-recovery-code': { code: 'wrong-recovery-code', retryAfterMs: 0 },
  'malformed-recovery-code': { code: 'malformed-recovery-code' },
  'passphrase-too-short': { code: 'passphrase-too-short', minimum: 10 },
  'recovery-code-expired': { code: 'recovery-code-expired' },
  'new-code-expired': { code: 'new-code-expired' },
  'passphrase-too-weak': { code: 'passphrase-too-weak' },
  'keychain-unavailable': { code: 'keychain-unavailable' },
  'keychain-refused': { code: 'keychain-refused' },
  'keychain-silent': { code: 'keychain-silent' },
  'older-ways-in': { code: 'older-ways-in' },
  'other-way-in': { code: 'other-way-in', path: 'vault-0000000000000012.json' },
  'backup-not-found': { code: 'backup-not-found' },
  'backup-damaged': { code: 'backup-damaged', path: '/v' },
  'nothing-to-archive': { code: 'nothing-to-archive' },
  'archive-missing': { code: 'archive-missing', path: '/v' },
  'archive-altered': { code: 'archive-altered', path: '/v' },
  'import-refused': { code: 'import-refused', fileName: 'a.csv', problem: 'not-csv', line: 3 },
  'import-expired': { code: 'import-expired' },
  'import-gives-more': { code: 'import-gives-more', names: ['Zoho'] },
  'import-outdated': { code: 'import-outdated', names: ['Zoho'] },
  'invalid-key': { code: 'invalid-key', problems: [] },
  'key-not-found': { code: 'key-not-found' },
  'rules-broken': {
    code: 'rules-broken',
    names: ['Zoho'],
    count: 1,
    violations: [{ rule: 'owner-required', mode: 'block' }],
  },
  'rules-unreadable': { code: 'rules-unreadable' },
  'exceptions-full': { code: 'exceptions-full' },
  'preview-outdated': { code: 'preview-outdated' },
  'change-cancelled': { code: 'change-cancelled' },
  'key-compromised': { code: 'key-compromised' },
  'revert-impossible': { code: 'revert-impossible', problem: 'archived' },
  'key-disabled': { code: 'key-disabled' },
  'key-expired': { code: 'key-expired' },
  'grace-ended': { code: 'grace-ended' },
  'grace-running': { code: 'grace-running', until: '2026-11-23T09:12:00.000Z' },
  'recipient-invalid': { code: 'recipient-invalid' },
  'secret-not-stored': { code: 'secret-not-stored' },
  'reveal-not-allowed': { code: 'reveal-not-allowed' },
  'endpoint-address': { code: 'endpoint-address', problem: 'not-https' },
  'endpoint-unreachable': { code: 'endpoint-unreachable', problem: 'no-name' },
  'endpoint-certificate': { code: 'endpoint-certificate', problem: 'untrusted' },
  'endpoint-not-understood': { code: 'endpoint-not-understood', problem: 'web-page' },
  'endpoint-too-much': { code: 'endpoint-too-much' },
  'endpoint-redirects': { code: 'endpoint-redirects', to: 'https://elsewhere.example' },
  'endpoint-sign-in': { code: 'endpoint-sign-in' },
  'endpoint-forbidden': { code: 'endpoint-forbidden' },
  'endpoint-not-found': { code: 'endpoint-not-found' },
  'endpoint-busy': { code: 'endpoint-busy', waitMs: null },
  'endpoint-error': { code: 'endpoint-error', status: 500 },
  'endpoint-contended': { code: 'endpoint-contended' },
  'endpoint-replaced': { code: 'endpoint-replaced' },
  'endpoint-cannot-verify': { code: 'endpoint-cannot-verify' },
  'sync-not-set-up': { code: 'sync-not-set-up' },
  'sync-waits-for-you': { code: 'sync-waits-for-you' },
  'sync-cancelled': { code: 'sync-cancelled' },
  'report-not-written': {
    code: 'report-not-written',
    path: '/r.pdf',
    problem: 'other',
    reason: 'EIO',
  },
  'report-exists': { code: 'report-exists', path: '/r.pdf' },
  'report-too-large': { code: 'report-too-large', rows: 50_000, most: 20_000 },
  'report-filter-invalid': { code: 'report-filter-invalid', part: 'status:actve' },
  'report-not-printed': { code: 'report-not-printed' },
  'report-cancelled': { code: 'report-cancelled' },
  'report-under-way': { code: 'report-under-way' },
  'report-gone': { code: 'report-gone', path: '/r.pdf' },
  'report-in-use': { code: 'report-in-use' },
  'report-not-saved': { code: 'report-not-saved' },
  'request-refused': { code: 'request-refused' },
  'request-invalid': { code: 'request-invalid', path: 'ids.0' },
  unexpected: { code: 'unexpected' },
};

function everyText(words: object): string[] {
  return Object.values(words).flatMap((word: unknown) =>
    typeof word === 'string' ? [word] : everyText(word as object),
  );
}

describe('the words', () => {
  beforeAll(async () => {
    await startPageWords();
  });

  it.each(Object.values(FAILURES))('say what $code means and what to do', (failure) => {
    const text = failureText(failure, i18next.t);
    for (const part of [text.title, text.sentence, text.wayOut]) {
      expect(part).toMatch(/^[A-Z].*[^{}]$/);
      expect(part).not.toMatch(/\{\{|failures\./);
    }
  });

  it.each(['disk-full', 'no-permission'] as const)('tell a %s apart', (problem) => {
    const text = failureText({ ...FAILURES['write-failed'], problem }, i18next.t);
    expect(text.sentence).not.toContain('EIO');
  });

  it('of a failed read or write have no code of the system or of the app', () => {
    const codes = [...Object.keys(constants.errno), 'NOT_A_FILE', 'constructor'];
    for (const code of ['vault-unreadable', 'write-failed', 'report-not-written'] as const) {
      for (const reason of codes) {
        const failure = { ...FAILURES[code], problem: 'other' as const, reason } as Failure;
        const { sentence } = failureText(failure, i18next.t);
        for (const text of [sentence, failureLine(failure), failureReason(failure)]) {
          expect(text).not.toMatch(/\bE[A-Z0-9]{2,}\b|NOT_A_FILE|\{\{/);
        }
      }
    }
    const unreadable = (reason: string) =>
      failureText({ code: 'vault-unreadable', path: '/v', reason }, i18next.t).sentence;
    expect(unreadable('NOT_A_FILE')).toContain('a device, a pipe or a socket has this name');
    expect(unreadable('EISDIR')).toContain('a folder has this name');
    expect(unreadable('EFBIG')).toContain('at most 2 GB of the activity and 512 MB');
  });

  it('do not shout, and call an API key an API key', () => {
    for (const text of everyText({ firstWords, laterWords, boxesAndReports }))
      expect(text).not.toMatch(/!|(?<![Aa]ccess )token|[A-Z]{6,}/);
  });

  it('promise no effect outside the vault that only an endpoint can bring about', () => {
    const promises = everyText({ firstWords, laterWords, withoutQuestions }).filter((text) =>
      /\bat once\b|immediately|right away|stops? working|no longer (?:work|accept)|requests .*(?:are|is) refused/i.test(
        text,
      ),
    );
    // A choice of the rotation, an answer of the endpoint, and explanations of risks.
    expect(promises.toSorted()).toEqual(
      [
        laterWords.risks['expires-in-14-days'].why,
        laterWords.risks.unused.what,
        laterWords.risks['no-integration'].why,
        laterWords.dialogs.rotate.periods.none,
        laterWords.dialogs.test.verdicts.EXPIRED.sentence,
        laterWords.resourceTexts.broadcasts.description,
      ].toSorted(),
    );
  });

  it('close in a name that would turn the sentence around, and leave the others alone', () => {
    expect(bidiIsolate('CRM sync')).toBe('CRM sync');
    expect(bidiIsolate('\u202Egnp')).toBe('\u2068\u202Egnp\u2069');
  });
});
