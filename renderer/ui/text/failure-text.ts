import type { TFunction } from 'i18next';
import type { Failure } from '../../../shared/lib/failure';
import { assertNever } from '../../../shared/lib/result';
import { violationText } from '../../../shared/rules/rule-text';
import { systemReason } from '../../../shared/lib/system-reason';
import { createFormats } from './formats';
import { bidiIsolate } from './bidi-isolate';

interface FailureText {
  title: string;
  sentence: string;
  /** the actions that the person can take */
  wayOut: string;
}

/**
 * The texts of a failure. A code without texts does not compile, neither here nor in the catalogue.
 */
export function failureText(failure: Failure, t: TFunction): FailureText {
  switch (failure.code) {
    case 'vault-newer-version':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.vault-newer-version.sentence', { version: failure.version }),
      };
    case 'vault-unreadable':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.vault-unreadable.sentence', {
          reason: systemReasonText(failure.reason, t),
        }),
      };
    case 'other-way-in':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.other-way-in.sentence', { file: bidiIsolate(failure.path) }),
      };
    case 'write-failed':
      return { ...titleAndWayOut(failure.code, t), ...writeFailedText(failure, t) };
    case 'passphrase-too-short':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.passphrase-too-short.sentence', { minimum: failure.minimum }),
      };
    case 'endpoint-address':
    case 'endpoint-unreachable':
    case 'endpoint-certificate':
    case 'endpoint-not-understood':
      return { ...titleAndWayOut(failure.code, t), ...endpointText(failure, t) };
    case 'endpoint-redirects':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.endpoint-redirects.sentence', {
          to: bidiIsolate(failure.to ?? t('failures.endpointProblems.elsewhere')),
        }),
      };
    case 'endpoint-error':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence:
          failure.message === undefined
            ? t('failures.endpoint-error.sentence', { status: failure.status })
            : t('failures.endpoint-error.saying', {
                status: failure.status,
                message: bidiIsolate(failure.message),
              }),
      };
    case 'endpoint-replaced':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence:
          failure.message === undefined
            ? t('failures.endpoint-replaced.sentence')
            : t('failures.endpoint-replaced.saying', { message: bidiIsolate(failure.message) }),
      };
    case 'rules-broken': {
      const { names, count, violations } = failure;
      const about = t('rules.refused', {
        count,
        names: createFormats(t('locale')).list(names.map(bidiIsolate)),
      });
      const rules = violations.map((violation) => violationText(violation, t)).join(' ');
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.rules-broken.sentence', { rules: `${about} ${rules}` }),
      };
    }
    case 'revert-impossible':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t(`failures.revertProblems.${failure.problem}`),
      };
    case 'request-invalid':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.request-invalid.sentence', { path: failure.path }),
      };
    case 'report-not-written':
      return { ...titleAndWayOut(failure.code, t), ...reportProblemText(failure, t) };
    case 'report-too-large':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.report-too-large.sentence', {
          rows: failure.rows,
          most: failure.most,
        }),
      };
    case 'report-filter-invalid':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.report-filter-invalid.sentence', { part: failure.part }),
      };
    case 'archive-missing':
    case 'archive-altered':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t(`failures.${failure.code}.sentence`, { path: bidiIsolate(failure.path) }),
      };
    case 'grace-running':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.grace-running.sentence', {
          until: createFormats(t('locale')).moment(Date.parse(failure.until)),
        }),
      };
    case 'import-refused':
      return { ...titleAndWayOut(failure.code, t), sentence: importRefusedText(failure, t) };
    case 'import-gives-more':
    case 'import-outdated':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t(`failures.${failure.code}.sentence`, {
          names: failure.names.map((name) => bidiIsolate(name)).join(', '),
        }),
      };
    case 'backup-not-found':
    case 'backup-damaged':
    case 'nothing-to-archive':
    case 'import-expired':
    case 'vault-absent':
    case 'vault-exists':
    case 'vault-missing':
    case 'vault-truncated':
    case 'vault-altered':
    case 'vault-kdf-refused':
    case 'vault-read-only':
    case 'activity-damaged':
    case 'merge-impossible':
    case 'no-good-backup':
    case 'recovery-expired':
    case 'vault-changed-on-disk':
    case 'vault-locked':
    case 'vault-not-locked':
    case 'not-confirmed':
    case 'wrong-passphrase':
    case 'wrong-recovery-code':
    case 'malformed-recovery-code':
    case 'recovery-code-expired':
    case 'new-code-expired':
    case 'passphrase-too-weak':
    case 'keychain-unavailable':
    case 'keychain-refused':
    case 'keychain-silent':
    case 'older-ways-in':
    case 'invalid-key':
    case 'key-not-found':
    case 'recipient-invalid':
    case 'secret-not-stored':
    case 'reveal-not-allowed':
    case 'endpoint-too-much':
    case 'endpoint-sign-in':
    case 'endpoint-forbidden':
    case 'endpoint-not-found':
    case 'endpoint-busy':
    case 'endpoint-contended':
    case 'endpoint-cannot-verify':
    case 'sync-not-set-up':
    case 'sync-waits-for-you':
    case 'sync-cancelled':
    case 'report-exists':
    case 'report-not-printed':
    case 'report-cancelled':
    case 'report-under-way':
    case 'report-gone':
    case 'report-in-use':
    case 'report-not-saved':
    case 'rules-unreadable':
    case 'exceptions-full':
    case 'preview-outdated':
    case 'change-cancelled':
    case 'key-compromised':
    case 'key-disabled':
    case 'key-expired':
    case 'grace-ended':
    case 'request-refused':
    case 'unexpected':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t(`failures.${failure.code}.sentence`),
      };
    default:
      return assertNever(failure);
  }
}

function importRefusedText(
  { fileName, problem, line }: Extract<Failure, { code: 'import-refused' }>,
  t: TFunction,
): string {
  const what = t(`importProblems.${problem}`);
  return line === null
    ? t('failures.import-refused.sentence', { fileName: bidiIsolate(fileName), what })
    : t('importProblems.atLine', { fileName: bidiIsolate(fileName), what, line });
}

const titleAndWayOut = (code: Failure['code'], t: TFunction) => ({
  title: t(`failures.${code}.title`),
  wayOut: t(`failures.${code}.wayOut`),
});

/** The text of a system error code, for the end of a sentence. */
export const systemReasonText = (code: string, t: TFunction): string =>
  t(`failures.systemReasons.${systemReason(code)}`);

function writeFailedText(failure: Extract<Failure, { code: 'write-failed' }>, t: TFunction) {
  if (failure.problem === 'other') {
    return {
      sentence: t('failures.write-failed.sentence', {
        reason: systemReasonText(failure.reason, t),
      }),
    };
  }
  return {
    sentence: t(`failures.writeProblems.${failure.problem}.sentence`),
    wayOut: t(`failures.writeProblems.${failure.problem}.wayOut`),
  };
}

type EndpointFailure = Extract<
  Failure,
  {
    code:
      | 'endpoint-address'
      | 'endpoint-unreachable'
      | 'endpoint-certificate'
      | 'endpoint-not-understood';
  }
>;

function endpointText(failure: EndpointFailure, t: TFunction) {
  return {
    sentence: t(`failures.endpointProblems.${failure.problem}.sentence`),
    wayOut: t(`failures.endpointProblems.${failure.problem}.wayOut`),
  };
}

function reportProblemText(
  failure: Extract<Failure, { code: 'report-not-written' }>,
  t: TFunction,
) {
  if (failure.problem === 'other') {
    return {
      sentence: t('failures.report-not-written.sentence', {
        reason: systemReasonText(failure.reason, t),
      }),
    };
  }
  return {
    sentence: t(`failures.reportProblems.${failure.problem}.sentence`),
    wayOut: t(`failures.reportProblems.${failure.problem}.wayOut`),
  };
}
