import type { TFunction } from 'i18next';
import type { Failure } from '../shared/failure';
import { assertNever } from '../shared/result';

interface FailureText {
  title: string;
  sentence: string;
  /** what the person can do now */
  wayOut: string;
}

/**
 * What a person is told about a failure. A code that is missing here does not compile, and neither does one
 * whose words are missing from the catalogue.
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
        sentence: t('failures.vault-unreadable.sentence', { reason: failure.reason }),
      };
    case 'write-failed':
      return { ...titleAndWayOut(failure.code, t), ...writeFailedText(failure, t) };
    case 'passphrase-too-short':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.passphrase-too-short.sentence', { minimum: failure.minimum }),
      };
    case 'request-invalid':
      return {
        ...titleAndWayOut(failure.code, t),
        sentence: t('failures.request-invalid.sentence', { path: failure.path }),
      };
    case 'vault-absent':
    case 'vault-exists':
    case 'vault-missing':
    case 'vault-truncated':
    case 'vault-altered':
    case 'vault-kdf-refused':
    case 'vault-read-only':
    case 'vault-changed-on-disk':
    case 'vault-locked':
    case 'vault-not-locked':
    case 'wrong-passphrase':
    case 'wrong-recovery-code':
    case 'malformed-recovery-code':
    case 'recovery-code-expired':
    case 'keychain-unavailable':
    case 'keychain-refused':
    case 'invalid-key':
    case 'key-not-found':
    case 'secret-not-stored':
    case 'reveal-not-allowed':
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

const titleAndWayOut = (code: Failure['code'], t: TFunction) => ({
  title: t(`failures.${code}.title`),
  wayOut: t(`failures.${code}.wayOut`),
});

function writeFailedText(failure: Extract<Failure, { code: 'write-failed' }>, t: TFunction) {
  if (failure.problem === 'other') {
    return { sentence: t('failures.write-failed.sentence', { reason: failure.reason }) };
  }
  return {
    sentence: t(`failures.writeProblems.${failure.problem}.sentence`),
    wayOut: t(`failures.writeProblems.${failure.problem}.wayOut`),
  };
}
