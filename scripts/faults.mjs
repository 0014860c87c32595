import { runCommand } from './entry.mjs';

runCommand(() => import('./commands/faults.mjs'));
