import type { z } from 'zod';
import type { RequestName } from '../../shared/channels';
import type { Input, Output } from '../../shared/contract/contract';
import { contract } from '../../shared/contract/contract';
import type { Result } from '../../shared/result';
import { fail } from '../../shared/result';

/** One handler for each request of the contract: a missing one does not compile. */
export type Handlers = {
  [N in RequestName]: (input: Input<N>) => Result<Output<N>> | Promise<Result<Output<N>>>;
};

/**
 * Answers one request: parses what came, runs its handler, never throws.
 *
 * @param report is told of exceptions, which are bugs; the window only learns that there was one
 */
export async function answer<N extends RequestName>(
  name: N,
  input: unknown,
  handlers: Handlers,
  report: (name: RequestName, error: unknown) => void,
): Promise<Result<Output<N>>> {
  try {
    const parsed = parse(contract[name].input, input);
    if (parsed === null) return fail({ code: 'request-invalid', path: '' });
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
      return fail({ code: 'request-invalid', path });
    }
    return await handlers[name](parsed.data as Input<N>);
  } catch (error) {
    report(name, error);
    return fail({ code: 'unexpected' });
  }
}

/** zod compares the length of whatever has one, and a length that is no number may not even be comparable. */
function parse(schema: z.ZodType, input: unknown): z.ZodSafeParseResult<unknown> | null {
  try {
    return schema.safeParse(input, { jitless: true });
  } catch {
    return null;
  }
}
