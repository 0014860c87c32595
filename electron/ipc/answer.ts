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
 * Answers one request: parses the input and runs the handler. Never throws.
 *
 * @param report receives exceptions, which are bugs; the page only gets the code `unexpected`
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
    return await handlers[name](given(parsed.data) as Input<N>);
  } catch (error) {
    report(name, error);
    return fail({ code: 'unexpected' });
  }
}

/**
 * An input without the properties that are undefined, which a script of the page can send: no check
 * may read another value than the change that follows it.
 */
function given(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(given);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, given(field)]));
}
