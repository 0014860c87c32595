import { useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Proof } from '../../shared/contract/unlock-methods';
import type { Failure } from '../../shared/lib/failure';
import { loadLaterWords } from '../ui/text/later-words';

export interface ProofEntry {
  method: Proof['method'];
  typed: string;
  type: (text: string) => void;
  /** replaces the help text under the field */
  problem: string | null;
  /** when the main process accepts the next attempt; null: at once */
  waitUntil: number | null;
  input: RefObject<HTMLInputElement | null>;
  /** The entered passphrase or code. Null when empty: the field then shows an error. */
  read: () => Proof | null;
  /** Shows an error from the main process at the field. */
  refuse: (failure: Failure) => void;
  switchMethod: () => void;
}

/** The state of a field that asks for the passphrase or the recovery code again. */
export function useProof(): ProofEntry {
  const { t } = useTranslation();
  const [method, setMethod] = useState<Proof['method']>('passphrase');
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [waitUntil, setWaitUntil] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const byCode = method === 'recovery-code';

  return {
    method,
    typed,
    type: setTyped,
    problem,
    waitUntil,
    input,
    read() {
      setProblem(null);
      if (typed === '') {
        setProblem(t(byCode ? 'vault.unlock.emptyRecoveryCode' : 'vault.unlock.emptyPassphrase'));
        input.current?.focus();
        return null;
      }
      return byCode ? { method, code: typed.slice(0, 200) } : { method, passphrase: typed };
    },
    refuse(failure) {
      if (!isAboutProof(failure)) return;
      void proofProblem(failure, t).then(setProblem);
      const delay = 'retryAfterMs' in failure ? failure.retryAfterMs : 0;
      setWaitUntil(delay > 0 ? Date.now() + delay : null);
      // Under X11, selected text is copied to a second clipboard. So readable text is not selected.
      if (input.current?.type === 'password') input.current.select();
      else input.current?.focus();
    },
    switchMethod() {
      setMethod(byCode ? 'passphrase' : 'recovery-code');
      setTyped('');
      setProblem(null);
    },
  };
}

/** The words of failures follow the first picture. */
async function proofProblem(failure: Failure, t: TFunction): Promise<string> {
  const [{ failureText }] = await Promise.all([
    import('../ui/text/failure-text'),
    loadLaterWords(),
  ]);
  const { title, wayOut } = failureText(failure, t);
  return `${title}. ${wayOut}`;
}

/** A wrong entry is shown at the field. Every other failure is shown in an alert. */
export const isAboutProof = (failure: Failure): boolean =>
  failure.code === 'wrong-passphrase' ||
  failure.code === 'wrong-recovery-code' ||
  failure.code === 'malformed-recovery-code';
