import { z } from 'zod';
import { instantSchema } from '../keys/api-key';
import { REASON_LENGTH } from '../keys/key-limits';
import { RISK_CODES } from '../keys/risk-codes';
import { MAX_EXCEPTIONS, MAX_EXCEPTION_KEYS } from './exceptions';
import type { RuleException } from './exceptions';
import { MAX_RULE_DAYS, PATTERN_LENGTH, RULE_MODES } from './rule-set';
import type { RuleSet } from './rule-set';

const mode = z.enum(RULE_MODES);
const days = z.int().min(1).max(MAX_RULE_DAYS);
const scopes = z.array(z.string().min(1).max(120)).min(1).max(100);

/** One line without control characters. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u);

const ruleSetSchema = z.strictObject({
  'forbidden-permissions': z.strictObject({ mode, scopes }),
  'addresses-required': z.strictObject({ mode, scopes }),
  'expiry-required': z.strictObject({ mode }),
  'max-lifetime': z.strictObject({ mode, days }),
  'rotate-every': z.strictObject({ mode, days }),
  'unused-for': z.strictObject({ mode, days }),
  'owner-required': z.strictObject({ mode }),
  'one-key-each': z.strictObject({ mode }),
  'name-pattern': z.strictObject({ mode, pattern: line(PATTERN_LENGTH) }),
}) satisfies z.ZodType<RuleSet>;

export const ruleChangesSchema = ruleSetSchema.partial();

const code = z.enum(RISK_CODES);
const keyIds = z.array(z.uuidv7()).min(1).max(MAX_EXCEPTION_KEYS);
const reason = line(REASON_LENGTH);

/** What a person enters to accept a finding. */
export const acceptedFindingSchema = z.strictObject({ code, keyIds, reason, until: instantSchema });

const exceptionSchema = acceptedFindingSchema.extend({
  id: z.uuid(),
  by: z.string().max(200),
  at: instantSchema,
}) satisfies z.ZodType<RuleException>;

/** The sealed setting with the rules; `before`: those that it replaced, for the activity. */
export const storedRulesSchema = z.strictObject({
  version: z.literal(1),
  rules: ruleSetSchema,
  before: ruleSetSchema,
});

/** The sealed setting with the exceptions; `change`: the last addition or removal. */
export const storedExceptionsSchema = z.strictObject({
  version: z.literal(1),
  exceptions: z.array(exceptionSchema).max(MAX_EXCEPTIONS),
  change: z.strictObject({ kind: z.enum(['added', 'removed']), exception: exceptionSchema }),
});
