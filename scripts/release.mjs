import { runCommand } from './entry.mjs';

runCommand(() => import('./commands/release.mjs'));
