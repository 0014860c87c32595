import { runCommand } from './entry.mjs';

runCommand(() => import('./commands/demo.mjs'));
