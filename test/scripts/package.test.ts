import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { icns, ico } from '../../scripts/icons/containers.mjs';
import { controlFile, debianVersion } from '../../scripts/package/debian-control.mjs';
import { packageVersion } from '../../scripts/package/pack-app.mjs';

const icons = new URL('../../packaging/icons/', import.meta.url);

describe('the version of a package', () => {
  test('tells when its runtime is not the one that is shipped', () => {
    expect(packageVersion('1.2.3', '45.4.1', '45.4.1')).toBe('1.2.3');
    expect(packageVersion('1.2.3', '33.2.1', '45.4.1')).toBe('1.2.3-dev');
  });

  test('sorts before the release, as Debian compares', () => {
    expect(debianVersion('1.2.3-dev')).toBe('1.2.3~dev');
    expect(debianVersion('1.2.3')).toBe('1.2.3');
  });

  test('is in the control file, where each field is one line', () => {
    const control = controlFile({
      version: '1.2.3-dev',
      installedBytes: 2049,
      maintainer: 'A <a@b>',
    });
    expect(control).toMatch(/^Version: 1\.2\.3~dev$/m);
    expect(control).toMatch(/^Installed-Size: 3$/m);
    expect(control).toMatch(/^Depends: .*libgtk-3-0t64 \| libgtk-3-0, .*$/m);
    for (const line of control.trimEnd().split('\n'))
      expect(line).toMatch(/^([A-Z][\w-]+: \S| \S)/);
  });
});

describe('icon containers', () => {
  const pictures = async (sizes: number[]) =>
    new Map(
      await Promise.all(
        sizes.map(
          async (size) => [size, await readFile(new URL(`${size}x${size}.png`, icons))] as const,
        ),
      ),
    );

  test('the .ico in the repository is made of the pictures beside it', async () => {
    const made = ico(await pictures([16, 24, 32, 48, 64, 256]));
    expect(made.equals(await readFile(new URL('icon.ico', icons)))).toBe(true);
    expect([...made.subarray(0, 8)]).toEqual([0, 0, 1, 0, 6, 0, 16, 16]);
    const [length, offset] = [made.readUInt32LE(14), made.readUInt32LE(18)];
    expect(made.subarray(offset + 1, offset + 4).toString()).toBe('PNG');
    expect(made.readUInt32LE(34)).toBe(offset + length);
  });

  test('the .icns in the repository is made of the pictures beside it', async () => {
    const made = icns(await pictures([16, 24, 32, 48, 64, 128, 256, 512, 1024]));
    expect(made.equals(await readFile(new URL('icon.icns', icons)))).toBe(true);
    expect(made.subarray(0, 4).toString()).toBe('icns');
    expect(made.readUInt32BE(4)).toBe(made.length);
  });
});
