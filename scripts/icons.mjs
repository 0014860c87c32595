import { runCommand } from './entry.mjs';

runCommand(() => import('./commands/icons.mjs'));
