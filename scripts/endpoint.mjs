import { runCommand } from './entry.mjs';

runCommand(() => import('./commands/endpoint.mjs'));
