import { inspect } from 'node:util';
import { redact } from '../redact';

/** Where complaints go besides standard error. */
interface Log {
  write(text: string): void;
}

/** The process, as far as it tells what nobody caught. */
interface Complaining {
  on(
    event: 'uncaughtExceptionMonitor' | 'unhandledRejection',
    listener: (error: unknown) => void,
  ): unknown;
}

/**
 * Keeps what the main process complains about: `console.error`, exceptions nobody caught, and promises that failed with
 * nobody there. They still reach standard error, without secrets; an exception does so by Electron, which shows it.
 */
export function keepComplaints(
  log: Log,
  target: Pick<Console, 'error'>,
  from: Complaining = process,
): void {
  const print = target.error.bind(target);
  target.error = (...parts: unknown[]) => {
    const text = parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ');
    print(redact(text));
    log.write(text);
  };
  from.on('uncaughtExceptionMonitor', (error) => {
    log.write(`uncaught: ${error instanceof Error ? (error.stack ?? error.name) : inspect(error)}`);
  });
  // Electron only warns of them, and so do we: what was committed is on the disk.
  from.on('unhandledRejection', (error) => {
    target.error('nobody waited for what failed:', error);
  });
}
