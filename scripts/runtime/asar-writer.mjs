/**
 * Makes an asar archive, the format Electron loads apps from: a length-prefixed JSON index and, after it,
 * the contents one after another. Format: https://github.com/electron/asar#format
 *
 * @param {Record<string, Buffer>} files by name; folders are not needed here
 * @returns {Buffer}
 */
export function asarArchive(files) {
  let offset = 0;
  /** @type {Record<string, { size: number, offset: string }>} */
  const index = {};
  for (const [name, content] of Object.entries(files)) {
    index[name] = { size: content.length, offset: String(offset) };
    offset += content.length;
  }
  const json = Buffer.from(JSON.stringify({ files: index }));
  // Two nested "pickles": each starts with the length of what follows, padded to four bytes.
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(padded + 8, 4);
  head.writeUInt32LE(padded + 4, 8);
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  return Buffer.concat([head, ...Object.values(files)]);
}
