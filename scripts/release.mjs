// Called by .github/workflows/release.yml, which chooses its own Node.
import { runCommand } from './run-command.cjs';

void runCommand('release', process.argv.slice(2));
