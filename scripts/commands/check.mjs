import { ensurePackages } from '../bootstrap/packages.mjs';
import { runChecks } from '../test-parts/checks.mjs';

/** Formatting, lint, types and unused code; all of them, even when one fails. */
export async function main() {
  await ensurePackages();
  const { failed } = await runChecks();
  return failed.length === 0 ? 0 : 1;
}
