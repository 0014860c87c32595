import type { FileIdentity } from './durable-write';
import type { FileSystem } from './file-system';

/**
 * Reads a file at once, where `readFile` takes half a megabyte at a time: in a process that draws a window, each of these
 * waits for its turn.
 *
 * @returns its bytes, and which file they are of
 * @throws the system error of the call that failed
 */
export async function readWhole(
  fs: FileSystem,
  path: string,
): Promise<{ bytes: Buffer; identity: FileIdentity }> {
  const handle = await fs.open(path, 'r');
  try {
    const { ino, size, mtimeMs } = await handle.stat();
    const bytes = Buffer.allocUnsafeSlow(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await handle.read(bytes, length, size - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return { bytes: bytes.subarray(0, length), identity: { ino, size, mtimeMs } };
  } finally {
    await handle.close();
  }
}
