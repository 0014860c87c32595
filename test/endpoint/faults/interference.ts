import type { Answer, Call } from '../protocol/call';
import type { Interference } from '../protocol/service';
import { KEYS_COLLECTION } from '../protocol/call';
import type { Dataset } from '../store/dataset';
import { CONTENT_FAULTS } from './content-faults';
import type { FaultPlan } from './fault-plan';
import { recordIdOf, refuse, STATUS_FAULTS } from './status-faults';

/** Applies the planned refusals and lies between the protocol and the client. */
export function interferenceOf(plan: FaultPlan, dataset: Dataset): Interference {
  return {
    before(call: Call): Answer | null {
      const strike = plan.strike(STATUS_FAULTS, call);
      if (!strike) return null;
      const id = recordIdOf(call);
      const stored = id === null ? undefined : dataset.collection(KEYS_COLLECTION).records.get(id);
      return refuse(strike.name, strike.options, stored?.deleted ? undefined : stored);
    },
    after: (call: Call, truth: Answer): Answer =>
      plan.strikes(CONTENT_FAULTS, call).reduce<Answer>(
        (answer, { name, options }) =>
          CONTENT_FAULTS[name]({
            answer,
            call,
            options,
            formerly: (id) => dataset.collection(KEYS_COLLECTION).formerly(id),
          }),
        truth,
      ),
  };
}
