import { runCommand } from './entry.mjs';

runCommand(() => import('./commands/electron-path.mjs'));
