import type { RequestName } from '../../shared/contract/channels';
import { fail } from '../../shared/lib/result';
import type { Handlers } from './answer';
import { answer } from './answer';
import type { Sender } from './sender';
import type { AnswerRequest } from './serve';

/**
 * Answers whoever is trusted; of what others send, nothing is looked at.
 *
 * @param isDue settles when a request may be answered; at once when it is undefined
 */
export function answerWith(
  handlers: Handlers,
  isTrusted: (sender: Sender) => boolean,
  isDue: (name: RequestName) => Promise<void> | undefined,
): AnswerRequest {
  return async (name, sender, input) => {
    const refused = JSON.stringify(fail({ code: 'request-refused' }));
    if (!isTrusted(sender)) return refused;
    await isDue(name);
    // A page that is gone by now would be answered what another is to be told.
    if (!isTrusted(sender)) return refused;
    return JSON.stringify(await answer(name, input, handlers, reportBug));
  };
}

/** Names and stack only: what a request carried is nobody's business here. */
function reportBug(name: string, error: unknown): void {
  console.error(`${name}:`, error instanceof Error ? error.stack : typeof error);
}
