import { runCommand } from './entry.mjs';

runCommand(() => import('./commands/openapi.mjs'));
