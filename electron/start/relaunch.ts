import { app } from 'electron';
import { ownAppImage } from '../updates/update-source';

/** Starts the app again after it has ended. */
export function relaunchAtEnd(args: () => string[]): void {
  const execPath = ownAppImage(process.env, process.execPath);
  app.once('will-quit', () => app.relaunch({ args: args(), ...(execPath && { execPath }) }));
}
