import { expect, it } from 'vitest';
import { missingLibraries, packageCandidates } from '../../scripts/bootstrap/library-packages.mjs';

it.each([
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libasound.so.2', 'libasound2'],
  ['libnss3.so', 'libnss3'],
  ['libsmime3.so', 'libnss3'],
  ['libX11.so.6', 'libx11-6'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libgdk_pixbuf-2.0.so.0', 'libgdk-pixbuf-2.0-0'],
  ['libsecret-1.so.0', 'libsecret-1-0'],
])('%s is in %s, or its t64 rebuild', (soname, name) => {
  expect(packageCandidates(soname)).toEqual([`${name}t64`, name]);
});

it('reads what ldd did not find, once each', () => {
  const output = `/opt/electron:
\tlibgtk-3.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x0000)
/opt/libEGL.so:
\tlibgtk-3.so.0 => not found
\tlibasound.so.2 => not found
`;
  expect(missingLibraries(output)).toEqual(['libasound.so.2', 'libgtk-3.so.0']);
});
