import { inspect } from 'node:util';
import { redact } from '../redact';

/** Where complaints go besides standard error. */
interface Log {
  write(text: string): void;
}

/**
 * Keeps what the main process complains about: `console.error`, and exceptions nobody caught. Both still reach
 * standard error, without secrets.
 */
export function keepComplaints(log: Log, target: Pick<Console, 'error'>): void {
  const print = target.error.bind(target);
  target.error = (...parts: unknown[]) => {
    const text = parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ');
    print(redact(text));
    log.write(text);
  };
  process.on('uncaughtExceptionMonitor', (error) => {
    log.write(`uncaught: ${error.stack ?? error.name}`);
  });
}
