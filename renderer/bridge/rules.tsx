import { createContext, useContext, useEffect, useState } from 'react';
import type { Dispatch, ReactNode, SetStateAction } from 'react';
import type { RuleChanges } from '../../shared/rules/rule-set';
import type { RulesState } from '../../shared/rules/rules-in-force';
import { whenIdle } from '../ui/hooks/when-idle';
import { bridge, listen } from './bridge';

/** null until they are known */
const RulesContext = createContext<RulesState | null>(null);

type RulesDraft = readonly [RuleChanges, Dispatch<SetStateAction<RuleChanges>>];
const DraftContext = createContext<RulesDraft>([{}, () => undefined]);

/** Follows the rules of the vault while it is unlocked. The first picture does without them. */
export function RulesProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<RulesState | null>(null);
  const draft = useState<RuleChanges>({});
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
  return (
    <RulesContext value={state}>
      <DraftContext value={draft}>{children}</DraftContext>
    </RulesContext>
  );
}

/** The rules and their exceptions; null until they are known. */
export const useRules = (): RulesState | null => useContext(RulesContext);

/** Rules that were changed and not saved. They outlast the page on which they were changed. */
export const useRulesDraft = (): RulesDraft => useContext(DraftContext);
