// Windows and macOS keep all sizes of an icon in one file. Both formats take PNG pictures as they are.

/**
 * Microsoft's .ico: a directory of pictures, then the pictures.
 *
 * @param {Map<number, Buffer>} pictures PNG by size in pixels, at most 256
 * @returns {Buffer}
 */
export function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.size);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.size, 4);
  let offset = head.length;
  [...pictures].forEach(([size, png], index) => {
    const at = 6 + 16 * index;
    // 0 means 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.values()]);
}

/** What Apple calls each size in pixels; the names for twice the density repeat a picture. */
const ICNS_TYPES = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]);

/**
 * Apple's .icns: chunks, each with a type and its length.
 *
 * @param {Map<number, Buffer>} pictures PNG by size in pixels: 16, 32, 64, 128, 256, 512, 1024
 * @returns {Buffer}
 */
export function icns(pictures) {
  const chunks = ICNS_TYPES.flatMap(([type, size]) => {
    const png = pictures.get(size);
    return png ? [chunk(type, png)] : [];
  });
  return chunk('icns', Buffer.concat(chunks));
}

/** @param {string} type @param {Buffer} content */
function chunk(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
