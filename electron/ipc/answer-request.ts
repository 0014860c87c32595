import type { RequestName } from '../../shared/contract/channels';
import { fail } from '../../shared/lib/result';
import type { Handlers } from './answer';
import { answer } from './answer';
import type { Sender } from './sender';
import type { AnswerRequest } from './serve';

/**
 * Answers the requests of the app's page. Messages of other senders are refused unread.
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
    // Check the sender again after waiting: the page may have been replaced.
    if (!isTrusted(sender)) return refused;
    return JSON.stringify(await answer(name, input, handlers, reportBug));
  };
}

/** Logs name and stack only, because a request may contain a secret. */
function reportBug(name: string, error: unknown): void {
  console.error(`${name}:`, error instanceof Error ? error.stack : typeof error);
}
