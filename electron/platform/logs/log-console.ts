import { inspect } from 'node:util';
import { redact } from '../../lib/redact';

/** A sink for errors besides standard error. */
interface Log {
  write(text: string): void;
}

/** The part of `process` that reports unhandled errors. */
interface Complaining {
  on(
    event: 'uncaughtException' | 'unhandledRejection',
    listener: (error: unknown) => void,
  ): unknown;
}

/**
 * Logs `console.error`, uncaught exceptions and unhandled rejections of the main process; they
 * still reach standard error, without secrets. Listening replaces Electron's default, a modal box
 * that blocks the main process.
 *
 * @param onUnhandled called after an unhandled error was logged
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
