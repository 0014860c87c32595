import { z } from 'zod';
import { acceptedFindingSchema, ruleChangesSchema } from '../rules/rule-schema';
import type { RulesState } from '../rules/rules-in-force';
import { nothing, made } from './schemas';
import type { Requests } from './schemas';

/** The requests about the rules of the Security check and their exceptions. */
export const ruleRequests = {
  'rules:get': { input: nothing, output: made<RulesState>() },
  /** Changes the given rules. */
  'rules:set': {
    input: z.strictObject({ changes: ruleChangesSchema }),
    output: made<RulesState>(),
  },
  /** Accepts a finding for some keys, until a day. */
  'rules:add-exception': { input: acceptedFindingSchema, output: made<RulesState>() },
  'rules:remove-exception': {
    input: z.strictObject({ id: z.uuid() }),
    output: made<RulesState>(),
  },
} as const satisfies Requests;
