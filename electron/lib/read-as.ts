import { z } from 'zod';

/**
 * What a schema makes of something from outside. Unlike the schema's own `safeParse` it never throws: zod compares the
 * `length` of anything that has one with a limit, and in JSON from elsewhere that may be an object, which compares with
 * nothing. The error has no issues then.
 */
export function readAs<S extends z.ZodType>(
  schema: S,
  value: unknown,
  context?: Parameters<S['safeParse']>[1],
): z.ZodSafeParseResult<z.output<S>> {
  try {
    return schema.safeParse(value, context);
  } catch {
    const error = new z.ZodError([]) as unknown as z.ZodError<z.output<S>>;
    return { success: false, error };
  }
}
