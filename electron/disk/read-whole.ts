import type { FileSystem } from './file-system';

/**
 * Reads a file at once, where `readFile` takes half a megabyte at a time: in a process that draws a window, each of these
 * waits for its turn.
 *
 * @throws the system error of the call that failed
 */
export async function readWhole(fs: FileSystem, path: string): Promise<Buffer> {
  const handle = await fs.open(path, 'r');
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.allocUnsafeSlow(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await handle.read(bytes, length, size - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}
