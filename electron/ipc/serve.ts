import type { IpcMain } from 'electron';
import type { RequestName } from '../../shared/contract/channels';
import { REQUESTS } from '../../shared/contract/channels';
import { fail } from '../../shared/lib/result';
import type { Sender } from './sender';

/** Answers one request as JSON text, the fastest form to transfer. */
export type AnswerRequest = (name: RequestName, sender: Sender, input: unknown) => Promise<string>;

/**
 * Handles exactly the requests of the contract. A request that arrives before the app is ready
 * waits.
 *
 * @param whoAnswers resolves to the handler, or to null when the app ends before it is ready
 */
export function serve(
  ipcMain: Pick<IpcMain, 'handle'>,
  whoAnswers: () => Promise<AnswerRequest | null>,
): void {
  for (const name of REQUESTS) {
    ipcMain.handle(name, async (event, input: unknown) => {
      const answerRequest = await whoAnswers();
      return answerRequest
        ? answerRequest(name, event, input)
        : JSON.stringify(fail({ code: 'request-refused' }));
    });
  }
}
