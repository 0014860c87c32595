import { inspect } from 'node:util';
import { redact } from '../../lib/redact';

/** Where complaints go besides standard error. */
interface Log {
  write(text: string): void;
}

/** The process, as far as it reports errors that no code handles. */
interface Complaining {
  on(
    event: 'uncaughtException' | 'unhandledRejection',
    listener: (error: unknown) => void,
  ): unknown;
}

/**
 * Logs what the main process complains about: `console.error`, uncaught exceptions and unhandled rejections. They still
 * reach standard error, without secrets. Listening replaces Electron's own answer to an uncaught exception, a box that
 * blocks the main process.
 *
 * @param onUnhandled called after an uncaught exception or an unhandled rejection has been logged
 */
export function logConsole(
  log: Log,
  target: Pick<Console, 'error'>,
  onUnhandled: () => void,
  from: Complaining = process,
): void {
  const print = target.error.bind(target);
  target.error = (...parts: unknown[]) => {
    const text = parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ');
    print(redact(text));
    log.write(text);
  };
  const logUnhandled = (kind: string) => (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.name) : inspect(error);
    target.error(`${kind}: ${text}`);
    onUnhandled();
  };
  from.on('uncaughtException', logUnhandled('uncaught exception'));
  from.on('unhandledRejection', logUnhandled('unhandled rejection'));
}
