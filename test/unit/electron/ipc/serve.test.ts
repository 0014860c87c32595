import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../../../electron/ipc/answer';
import { answer } from '../../../../electron/ipc/answer';
import { answerWith } from '../../../../electron/ipc/answer-request';
import type { AnswerRequest } from '../../../../electron/ipc/serve';
import { serve } from '../../../../electron/ipc/serve';
import type { RequestName } from '../../../../shared/contract/channels';
import { REQUESTS } from '../../../../shared/contract/channels';
import { fail, ok } from '../../../../shared/lib/result';

/** Every handler returns its input. */
const echoes = Object.fromEntries(
  REQUESTS.map((name) => [name, (input: unknown) => ok(input)]),
) as unknown as Handlers;

type Listener = (event: unknown, input: unknown) => Promise<string>;

/** @param dueAt when requests other than preferences may be answered */
function served(handlers: Handlers, isTrusted: boolean, dueAt?: Promise<void>) {
  return listening(async () =>
    answerWith(
      handlers,
      () => isTrusted,
      (name) => (name === 'preferences:get' ? undefined : dueAt),
    ),
  );
}

function listening(whoAnswers: () => Promise<AnswerRequest | null>) {
  const listeners = new Map<string, Listener>();
  const ipcMain = {
    handle: (name: string, listener: unknown) => {
      listeners.set(name, listener as Listener);
    },
  };
  serve(ipcMain, whoAnswers);
  const ask = async (name: RequestName, input?: unknown): Promise<unknown> =>
    JSON.parse((await listeners.get(name)?.({}, input)) ?? '');
  return { listeners, ask };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('serving', () => {
  it('listens to every request of the contract, and to nothing else', () => {
    expect([...served(echoes, true).listeners.keys()]).toEqual([...REQUESTS]);
  });

  it('refuses an untrusted sender before it reads the message', async () => {
    const { ask } = served(echoes, false);
    for (const name of REQUESTS) {
      expect(await ask(name, { hostile: true })).toEqual(fail({ code: 'request-refused' }));
    }
  });

  it('lets early requests wait for the app', async () => {
    let start: (app: AnswerRequest) => void = () => undefined;
    const started = new Promise<AnswerRequest>((resolve) => (start = resolve));
    const answered = listening(() => started).ask('vault:state');
    start(async (name) => JSON.stringify(`${name} answered`));
    expect(await answered).toBe('vault:state answered');
  });

  it('refuses requests when the app ends before it is ready', async () => {
    const { ask } = listening(async () => null);
    expect(await ask('vault:state')).toEqual(fail({ code: 'request-refused' }));
  });

  it('answers what depends on the vault once it is open, and the rest at once', async () => {
    let open: () => void = () => undefined;
    const { ask } = served(echoes, true, new Promise((resolve) => (open = resolve)));
    let isOpen = false;
    const keys = ask('keys:list', { from: 0 }).then((listed) => ({ listed, isOpen }));
    expect(await ask('preferences:get')).toEqual({ ok: true });
    isOpen = true;
    open();
    expect(await keys).toEqual({ listed: ok({ from: 0 }), isOpen: true });
    expect(await served(echoes, false, new Promise(() => undefined)).ask('keys:list')).toEqual(
      fail({ code: 'request-refused' }),
    );
  });

  it('drops the request of a page that was replaced while it waited', async () => {
    let open: () => void = () => undefined;
    const opening = new Promise<void>((resolve) => (open = resolve));
    let isThere = true;
    const taken = vi.fn(() => ok([]));
    const handlers = { ...echoes, 'app:take-requests': taken };
    const { ask } = listening(async () =>
      answerWith(
        handlers,
        () => isThere,
        () => opening,
      ),
    );
    const answered = ask('app:take-requests');
    await Promise.resolve();
    isThere = false;
    open();
    expect(await answered).toEqual(fail({ code: 'request-refused' }));
    expect(taken).not.toHaveBeenCalled();
  });

  it('answers in JSON text, a failure like a success', async () => {
    const { ask } = served(echoes, true);
    expect(await ask('vault:lock')).toEqual({ ok: true });
    expect(await ask('preferences:set', { theme: 'dark' })).toEqual(ok({ theme: 'dark' }));
    expect(await ask('preferences:set', { theme: 'neon' })).toEqual(
      fail({ code: 'request-invalid', path: 'theme' }),
    );
    expect(await ask('keys:create', null)).toEqual(fail({ code: 'request-invalid', path: '' }));
    // Comparing such a length with a number throws.
    const name = { length: Object.create(null) };
    expect(await ask('keys:create', { name })).toMatchObject({
      failure: { code: 'request-invalid' },
    });
  });

  it('turns an exception into a failure, and logs the stack but not the input', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const buggy: Handlers = {
      ...echoes,
      'secrets:reveal': () => {
        throw new Error('bug');
      },
      'vault:lock': () => Promise.reject(new Error('late bug')),
      'app:quit': () => {
        throw 'passphrase in a string';
      },
    };
    const { ask } = served(buggy, true);
    const id = '01900000-0000-7000-8000-000000000001';
    const proof = { method: 'passphrase', passphrase: 'correct horse' };
    expect(await ask('secrets:reveal', { id, proof })).toEqual(fail({ code: 'unexpected' }));
    expect(await ask('vault:lock')).toEqual(fail({ code: 'unexpected' }));
    expect(await ask('app:quit')).toEqual(fail({ code: 'unexpected' }));
    const text = JSON.stringify(logged.mock.calls);
    expect(text).toContain('secrets:reveal');
    expect(text).not.toContain('correct horse');
    expect(text).not.toContain('passphrase in a string');
  });
});

describe('answering', () => {
  it('survives a message that cannot even be read', async () => {
    const reported: string[] = [];
    const trap = {
      get theme(): never {
        throw new Error('trap');
      },
    };
    const report = (name: RequestName) => reported.push(name);
    expect(await answer('preferences:set', trap, echoes, report)).toEqual(
      fail({ code: 'request-invalid', path: '' }),
    );
    // A message whose getters throw is not a bug of the app.
    expect(reported).toEqual([]);
  });
});
