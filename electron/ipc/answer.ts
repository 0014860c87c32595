import type { RequestName } from '../../shared/contract/channels';
import type { Input, Output } from '../../shared/contract/contract';
import { contract } from '../../shared/contract/contract';
import type { Result } from '../../shared/lib/result';
import { fail } from '../../shared/lib/result';
import type { HandlersOf } from '../lib/feature-module';
import { readAs } from '../lib/read-as';

/** One handler for each request of the contract: a missing one does not compile. */
export type Handlers = HandlersOf<typeof contract>;

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
    const parsed = readAs(contract[name].input, input, { jitless: true });
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
