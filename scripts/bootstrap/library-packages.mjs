/** The exceptions to Debian's rule below. */
/** @type {Record<string, string>} */
const EXCEPTIONS = {
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgmodule-2.0.so.0': 'libglib2.0-0',
};

/**
 * The Debian packages that may hold a library, the likeliest first. The usual rule (Debian policy, section 8.1):
 * `libX11.so.6` is in `libx11-6`, `libdrm.so.2` in `libdrm2`. `t64` marks those rebuilt for 64-bit time; where
 * they exist the plain name is only a virtual package.
 *
 * @param {string} soname
 * @returns {string[]}
 */
export function packageCandidates(soname) {
  const plain = EXCEPTIONS[soname] ?? byRule(soname);
  return [`${plain}t64`, plain];
}

/** @param {string} soname */
function byRule(soname) {
  const [stem = soname, version = ''] = soname.split('.so');
  const name = stem.toLowerCase().replaceAll('_', '-');
  const number = version.slice(1);
  return number === '' ? name : `${name}${/\d$/.test(name) ? '-' : ''}${number}`;
}

/**
 * @param {string} output of `ldd`
 * @returns {string[]} names of the libraries that `ldd` did not find
 */
export function missingLibraries(output) {
  const names = [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
  return [...new Set(names)].toSorted();
}
