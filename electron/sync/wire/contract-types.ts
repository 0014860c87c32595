import type { z } from 'zod';
import type { components } from '../../../shared/endpoint/openapi-types';

/** Types of `shared/endpoint/openapi.yaml`. */
export type Contract = components['schemas'];

/**
 * A schema for (a part of) a type of the contract. It does not compile when the contract has a
 * field of another name or type, or an optional field that the schema requires.
 */
export const reading = <Name extends keyof Contract, S extends z.ZodType>(
  _name: Name,
  schema: S & (Contract[Name] extends z.output<S> ? unknown : never),
): S => schema;
