import { z } from 'zod';

/**
 * Parses untrusted input with a schema. Unlike `safeParse` it never throws: zod compares `length`
 * with a limit, and in hostile JSON that may be an object, whose comparison throws. The error then
 * has no issues.
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
