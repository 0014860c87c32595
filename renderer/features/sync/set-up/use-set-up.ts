import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/lib/failure';
import type { TestReport } from '../../../../shared/sync/sync-state';
import { bridge } from '../../../bridge/bridge';
import { failureText } from '../../../ui/text/failure-text';
import { useProof } from '../../../credentials/use-proof';

export interface EndpointBefore {
  address: string;
  /** empty for an access token */
  user: string;
}

type Field = 'address' | 'user' | 'secret';

/** The input of the set-up form, and the result of its test. */
export function useSetUp(before: EndpointBefore | null, onDone: (() => void) | undefined) {
  const { t } = useTranslation();
  const [address, setAddress] = useState(before?.address ?? '');
  const [way, setWay] = useState<'token' | 'password'>(before?.user ? 'password' : 'token');
  const [user, setUser] = useState(before?.user ?? '');
  const [secret, setSecret] = useState('');
  const [problems, setProblems] = useState<Partial<Record<Field, string>>>({});
  const [report, setReport] = useState<TestReport | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<'test' | 'connect' | null>(null);
  const entry = useProof();

  const read = () => {
    const missing = t('sync.setUp.missing');
    const isKept = before !== null && secret === '';
    const found: Partial<Record<Field, string>> = {
      ...(address.trim() === '' ? { address: missing } : {}),
      ...(way === 'password' && user.trim() === '' ? { user: missing } : {}),
      ...(secret === '' && !isKept ? { secret: missing } : {}),
    };
    setProblems(found);
    const proof = Object.keys(found).length === 0 ? entry.read() : null;
    if (proof === null) return null;
    const who = way === 'password' ? user.trim() : '';
    return { address: address.trim().slice(0, 2_000), user: who.slice(0, 200), secret, proof };
  };

  const run = async (kind: 'test' | 'connect') => {
    if (busy) return;
    const given = read();
    setReport(null);
    setFailure(null);
    if (!given) return;
    setBusy(kind);
    const result = await bridge.sync[kind](given);
    setBusy(null);
    if (!result.ok) {
      entry.refuse(result.failure);
      if (result.failure.code === 'endpoint-address') {
        const { sentence, wayOut } = failureText(result.failure, t);
        setProblems({ address: `${sentence} ${wayOut}` });
      } else setFailure(result.failure);
      return;
    }
    setReport(result.value);
    setFailure(result.value.failure);
    if (kind === 'connect' && result.value.failure === null) {
      setSecret('');
      entry.type('');
      onDone?.();
    }
  };

  return {
    address,
    setAddress,
    way,
    setWay,
    user,
    setUser,
    secret,
    setSecret,
    problems,
    report,
    failure,
    busy,
    entry,
    test: () => run('test'),
    connect: () => run('connect'),
  };
}
