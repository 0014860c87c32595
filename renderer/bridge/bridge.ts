import { DROP_REQUEST, REQUESTS } from '../../shared/contract/channels';
import type { EventName, PageRequest } from '../../shared/contract/channels';
import type { Bridge, RawBridge } from '../../shared/contract/bridge';
import type { EventPayloads } from '../../shared/contract/events';
import { fail } from '../../shared/lib/result';
import type { Result } from '../../shared/lib/result';

declare global {
  interface Window {
    /** set by the preload script */
    readonly ownchat: RawBridge;
  }
}

/**
 * The contract as functions: `bridge.keys.setEnabled({…})` sends `keys:set-enabled`. The channel
 * names are the only source; `Bridge` has the type of every input and answer.
 */
export const bridge: Bridge = buildBridge();

function buildBridge(): Bridge {
  const domains: Record<string, Record<string, (input?: unknown) => Promise<Result<unknown>>>> = {};
  const channels = REQUESTS.filter((name): name is PageRequest => name !== DROP_REQUEST);
  for (const channel of channels) {
    const [domain = '', action = ''] = channel.split(':');
    const camelCased = action.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    (domains[domain] ??= {})[camelCased] = (input) =>
      answerOf(window.ownchat.request(channel, input));
  }
  return domains as Bridge;
}

/**
 * A call that throws is a bug in the app. It is reported as a failure, so that the person still
 * sees a message.
 */
async function answerOf(json: Promise<string>): Promise<Result<unknown>> {
  try {
    return JSON.parse(await json) as Result<unknown>;
  } catch (error) {
    console.error('The main process did not answer', error);
    return fail({ code: 'unexpected' });
  }
}

/**
 * Subscribes to one kind of event from the main process.
 *
 * @returns unsubscribes
 */
export function listen<N extends EventName>(
  name: N,
  listener: (payload: EventPayloads[N]) => void,
): () => void {
  return window.ownchat.listen(name, (json) => listener(JSON.parse(json) as EventPayloads[N]));
}
