import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { HelperAnswer, HelperQuestion } from './helper-protocol';
import { HELPER_SWITCH } from './helper-protocol';

/**
 * Asks the keychain from a process of its own.
 *
 * @param text as in `HelperQuestion`
 * @returns the text of `HelperAnswer`
 * @throws when the keychain refuses, or when the process ends without an answer
 */
export type AskApart = (
  task: HelperQuestion['task'],
  text: string,
  signal: AbortSignal,
) => Promise<string>;

/** @param start the executable of this app, and the arguments with which it finds the same keychain */
export function askHelperWith(start: { execPath: string; args: readonly string[] }): AskApart {
  return async (task, text, signal) => {
    const helper = spawn(start.execPath, [...start.args, `--${HELPER_SWITCH}`], {
      stdio: ['pipe', 'pipe', 'ignore'],
      signal,
      // It may be stopped in a call that no other signal ends.
      killSignal: 'SIGKILL',
    });
    // An app that ends takes its helper with it: it reads the end of its standard input.
    helper.stdin.on('error', () => undefined);
    helper.stdin.write(`${JSON.stringify({ task, text } satisfies HelperQuestion)}\n`);
    const ended = once(helper, 'close');
    // It may fail while the answer is still read, and is awaited only afterwards.
    ended.catch(() => undefined);
    let answer = '';
    for await (const chunk of helper.stdout) answer += String(chunk);
    await ended;
    const given = JSON.parse(answer) as HelperAnswer;
    if (given.text === null) throw new Error('the keychain refuses');
    return given.text;
  };
}
