import { runCommand } from './entry.mjs';

runCommand(() => import('./commands/package.mjs'));
