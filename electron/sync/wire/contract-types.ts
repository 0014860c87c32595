import type { z } from 'zod';
import type { components } from '../../../shared/endpoint/openapi-types';

/** What is said on the wire, as `shared/endpoint/openapi.yaml` has it. */
export type Contract = components['schemas'];

/**
 * A schema for (part of) what the contract calls by a name. It does not compile when the contract says something that
 * the schema does not expect: a field of another name or type, or one that may be absent.
 */
export const reading = <Name extends keyof Contract, S extends z.ZodType>(
  _name: Name,
  schema: S & (Contract[Name] extends z.output<S> ? unknown : never),
): S => schema;
