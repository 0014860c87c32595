import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { HelperAnswer, HelperQuestion } from './helper-protocol';
import { HELPER_SWITCH } from './helper-protocol';

/**
 * Asks the keychain from a helper process.
 *
 * @param text as in `HelperQuestion`
 * @returns the text of `HelperAnswer`
 * @throws when the keychain refuses, or the process ends without an answer
 */
export type AskInHelper = (
  task: HelperQuestion['task'],
  text: string,
  signal: AbortSignal,
) => Promise<string>;

/** @param start the app's executable, and the arguments for the same keychain */
export function askHelperWith(start: { execPath: string; args: readonly string[] }): AskInHelper {
  return async (task, text, signal) => {
    const helper = spawn(start.execPath, [...start.args, `--${HELPER_SWITCH}`], {
      stdio: ['pipe', 'pipe', 'ignore'],
      signal,
      // The helper may be blocked in a call that no other signal interrupts.
      killSignal: 'SIGKILL',
    });
    // The helper ends with the app, because it reads the end of its standard input.
    helper.stdin.on('error', () => undefined);
    helper.stdin.write(`${JSON.stringify({ task, text } satisfies HelperQuestion)}\n`);
    const ended = once(helper, 'close');
    // Prevents an unhandled rejection before `ended` is awaited below.
    ended.catch(() => undefined);
    let answer = '';
    for await (const chunk of helper.stdout) answer += String(chunk);
    await ended;
    const given = JSON.parse(answer) as HelperAnswer;
    if (given.text === null) throw new Error('the keychain refuses');
    return given.text;
  };
}
