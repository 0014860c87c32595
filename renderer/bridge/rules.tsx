import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { RulesState } from '../../shared/rules/rules-in-force';
import { whenIdle } from '../ui/hooks/when-idle';
import { bridge, listen } from './bridge';

/** null until they are known */
const RulesContext = createContext<RulesState | null>(null);

/** Follows the rules of the vault while it is unlocked. The first picture does without them. */
export function RulesProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<RulesState | null>(null);
  useEffect(() => {
    let isHeard = false;
    const stop = listen('rules:changed', (next) => {
      isHeard = true;
      setState(next);
    });
    void whenIdle()
      .then(() => bridge.rules.get())
      .then((answer) => {
        if (answer.ok && !isHeard) setState(answer.value);
      });
    return () => {
      isHeard = true;
      stop();
    };
  }, []);
  return <RulesContext value={state}>{children}</RulesContext>;
}

/** The rules and their exceptions; null until they are known. */
export const useRules = (): RulesState | null => useContext(RulesContext);
