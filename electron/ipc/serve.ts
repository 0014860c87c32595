import type { IpcMain } from 'electron';
import { REQUESTS } from '../../shared/channels';
import { fail } from '../../shared/result';
import type { Handlers } from './answer';
import { answer } from './answer';
import type { Sender } from './sender';

/** Listens to every request of the contract, and to nothing else. Answers are JSON text: it crosses fastest. */
export function serve(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: Handlers,
  isTrusted: (event: Sender) => boolean,
): void {
  for (const name of REQUESTS) {
    ipcMain.handle(name, async (event, input: unknown) => {
      const result = isTrusted(event)
        ? await answer(name, input, handlers, reportBug)
        : fail({ code: 'request-refused' });
      return JSON.stringify(result);
    });
  }
}

/** Names and stack only: what a request carried is nobody's business here. */
function reportBug(name: string, error: unknown): void {
  console.error(`${name}:`, error instanceof Error ? error.stack : typeof error);
}
