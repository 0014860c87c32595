import { runCommand } from './entry.mjs';

runCommand(() => import('./commands/tour.mjs'));
