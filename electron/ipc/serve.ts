import type { IpcMain } from 'electron';
import type { RequestName } from '../../shared/contract/channels';
import { REQUESTS } from '../../shared/contract/channels';
import { fail } from '../../shared/lib/result';
import type { Sender } from './sender';

/** Answers one request of whoever sent it, in JSON text: it crosses fastest. */
export type AnswerRequest = (name: RequestName, sender: Sender, input: unknown) => Promise<string>;

/**
 * Listens to every request of the contract, and to nothing else. What a page asks for before the app is there waits
 * for it.
 *
 * @param whoAnswers settles when there is somebody to answer, or with null when nobody will be any more
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
