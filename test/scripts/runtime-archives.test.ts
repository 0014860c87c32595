import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asarArchive } from '../../scripts/runtime/asar-writer.mjs';
import { integrity } from '../../scripts/runtime/fetch-package.mjs';
import { extractTarEntry } from '../../scripts/runtime/tar-entry.mjs';
import { listZip, readZipEntry } from '../../scripts/runtime/zip-reader.mjs';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'archive-test-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('writes an asar whose index leads to every byte of every file', () => {
  const files = {
    'package.json': Buffer.from('{"main":"main.js"}'),
    'main.js': Buffer.from('öäü'),
    empty: Buffer.alloc(0),
  };
  const archive = asarArchive(files);
  const headerSize = archive.readUInt32LE(4);
  const json = archive.toString('utf8', 16, 16 + archive.readUInt32LE(12));
  const index = (JSON.parse(json) as { files: Record<string, { size: number; offset: string }> })
    .files;
  const base = 8 + headerSize;
  for (const [name, content] of Object.entries(files)) {
    const entry = index[name];
    const start = base + Number(entry?.offset);
    expect(archive.subarray(start, start + (entry?.size ?? -1))).toEqual(content);
  }
  expect(base % 4).toBe(0);
});

/** One file in the tar format: its header and padding. */
function tarFile(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

it.each([0, 1, 511, 512, 513, 300_000])('takes a file of %i bytes out of a .tgz', async (size) => {
  const wanted = Buffer.alloc(size, 'abc');
  const tar = [
    tarFile('package/package.json', Buffer.from('{}')),
    tarFile('package/data.zip', wanted),
    tarFile('package/z', wanted),
  ];
  const archive = path.join(directory, 'a.tgz');
  writeFileSync(archive, gzipSync(Buffer.concat([...tar, Buffer.alloc(1024)])));
  const target = path.join(directory, 'data.zip');
  if (size > 0) await extractTarEntry(archive, 'package/data.zip', target);
  else await extractTarEntry(archive, 'package/data.zip', target).catch(() => {});
  expect(readFileSync(target)).toEqual(wanted);
});

it('says when the file is not in the .tgz, or cut off', async () => {
  const archive = path.join(directory, 'a.tgz');
  writeFileSync(archive, gzipSync(tarFile('package/a', Buffer.alloc(5000)).subarray(0, 2000)));
  await expect(extractTarEntry(archive, 'package/b', path.join(directory, 'b'))).rejects.toThrow(
    'not',
  );
  await expect(extractTarEntry(archive, 'package/a', path.join(directory, 'a'))).rejects.toThrow(
    'not',
  );
});

/** A zip of one deflated file with mode 0755. */
function zipFile(name: string, content: Buffer, crc = crc32(content)): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(crc, 16);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt32LE((0o100755 << 16) >>> 0, 38);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}

async function readZip(bytes: Buffer): Promise<{ name: string; mode: number; content: string }[]> {
  const zip = path.join(directory, 'a.zip');
  writeFileSync(zip, bytes);
  const file = await open(zip);
  try {
    const entries = await listZip(file);
    return await Promise.all(
      entries.map(async (entry) => ({
        name: entry.name,
        mode: entry.mode,
        content: (await readZipEntry(file, entry)).toString(),
      })),
    );
  } finally {
    await file.close();
  }
}

it('reads a zip', async () => {
  expect(await readZip(zipFile('App/app', Buffer.from('hello')))).toEqual([
    { name: 'App/app', mode: 0o755, content: 'hello' },
  ]);
});

it('refuses a damaged zip', async () => {
  await expect(readZip(zipFile('a', Buffer.from('hello'), 1))).rejects.toThrow('damaged');
  await expect(readZip(zipFile('a', Buffer.from('hello')).subarray(0, -5))).rejects.toThrow(
    'not a zip',
  );
});

it('computes a checksum as npm writes it', async () => {
  const file = path.join(directory, 'empty');
  openSync(file, 'w');
  expect(await integrity(file)).toBe(
    'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
  );
});
