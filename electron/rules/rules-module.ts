import type { ruleRequests } from '../../shared/contract/rules';
import { ChangeJudge } from '../../shared/rules/change-judge';
import { EXCEPTIONS_SETTING, RULES_SETTING } from '../../shared/rules/rule-settings';
import { NOTHING_IN_FORCE } from '../../shared/rules/rules-in-force';
import type { RulesInForce } from '../../shared/rules/rules-in-force';
import type { CommittedEvent } from '../lib/vault-port';
import type { FeatureModule, Send } from '../lib/feature-module';
import { Rules } from './rules';
import type { RulesVault } from './rules-vault';
import { rulesOf } from './stored-rules';

interface RulesModule extends FeatureModule<typeof ruleRequests> {
  /** The rules of the open vault; none while it is locked. */
  inForce: () => RulesInForce;
  /** Judges the changes of one commit. Make one inside each commit. */
  judge: () => ChangeJudge;
}

/** The rules that keys must follow, and who accepted what. */
export function rulesModule(around: {
  vault: () => RulesVault | null;
  now: () => number;
  send: Send;
}): RulesModule {
  const { vault, now, send } = around;
  const rules = new Rules({ vault, now });
  const inForce = () => {
    const open = vault();
    return open ? rulesOf(open) : NOTHING_IN_FORCE;
  };
  const tell = () => {
    const open = vault();
    if (open) send('rules:changed', rulesOf(open));
  };
  function* records() {
    for (const { record } of vault()?.keys.values() ?? []) yield record;
  }
  return {
    inForce,
    judge: () => new ChangeJudge(records, inForce(), now()),
    onCommitted(events) {
      if (events.some(isOfRules)) tell();
    },
    onReplaced: tell,
    handlers: {
      'rules:get': () => rules.get(),
      'rules:set': ({ changes }, isStill) => rules.set(changes, isStill),
      'rules:add-exception': (accepted, isStill) => rules.addException(accepted, isStill),
      'rules:remove-exception': ({ id }) => rules.removeException(id),
    },
  };
}

function isOfRules({ event, change }: CommittedEvent): boolean {
  if (event !== 'setting.changed' || typeof change !== 'object' || change === null) return false;
  return (
    'name' in change && [RULES_SETTING, EXCEPTIONS_SETTING].some((name) => name === change.name)
  );
}
