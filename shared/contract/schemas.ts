import { z } from 'zod';

/** A part of the contract: the input and output of each request. */
export type Requests = Record<string, { input: z.ZodType; output: z.ZodType }>;

export const nothing = z.undefined();
export const done = z.void();
export const keyId = z.uuidv7();

const anything = z.custom<unknown>();

/** A type of the contract that only the main process creates, so no schema parses it. */
export const made = <T>() => anything as z.ZodCustom<T, T>;
