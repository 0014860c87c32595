import { canInstall, choosePackages, install, onPath } from './apt.mjs';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { lockPath } from './paths.mjs';
import { say } from './report.mjs';

/** Other people's programs that read our reports in the tests, and the Debian packages that hold them. */
const READERS = {
  soffice: ['libreoffice-calc-nogui', 'libreoffice-calc'],
  pdftotext: ['poppler-utils'],
};

const missing = () =>
  Object.entries(READERS)
    .filter(([name]) => !onPath(name))
    .map(([name, candidates]) => ({ name, candidates }));

/**
 * Installs the programs with which the tests read reports (Linux, as root, with apt). Without them
 * those tests are skipped, so that working on the app does not require an office suite.
 */
export async function ensureReaders() {
  if (process.platform !== 'linux' || missing().length === 0) return;
  if (canInstall())
    await withLock(lockPath('libraries'), 'installs programs for the tests', async () => {
      const wanted = missing();
      if (wanted.length > 0) await install(wanted, 'the programs that read reports in the tests');
    }).catch((error) => {
      if (!(error instanceof Failure)) throw error;
      say(error.text());
    });
  const absent = missing();
  if (absent.length === 0) return;
  const names = absent.map(({ name }) => name).join(', ');
  const packages = onPath('apt-get')
    ? await choosePackages(absent)
    : absent.map(({ candidates }) => candidates[0]);
  say(
    `The tests that read reports with ${names} are skipped: not installed here. To run them:\n\n    sudo apt-get install --no-install-recommends ${packages.join(' ')}\n`,
  );
}
