import { mkdir, open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { StoredKey } from '../../electron/vault/format/events';

/** Stores one more key; can be called repeatedly. */
type Create = (number: number) => Promise<unknown>;

/** The floor: appends that many bytes to a file, and fsyncs it. */
export async function appendAndSync(path: string, bytes: number): Promise<Create> {
  const handle = await open(path, 'w');
  const line = Buffer.alloc(bytes, 0x20);
  let end = 0;
  return async () => {
    await handle.write(line, 0, bytes, end);
    await handle.datasync();
    end += bytes;
  };
}

/** lowdb with its own adapter: rewrites the whole file, without fsync. */
export async function lowdbWrite(path: string, keys: readonly StoredKey[]): Promise<Create> {
  const database = new Low<{ keys: StoredKey[] }>(new JSONFile(path), { keys: [...keys] });
  await database.write();
  return (number) => {
    database.data.keys.push(anotherLike(keys, number));
    return database.write();
  };
}

interface Conf {
  store: object;
  set(name: string, value: unknown): void;
}

/** electron-store's work without Electron: reads the whole file, changes it, rewrites it. */
export async function confSet(cwd: string, keys: readonly StoredKey[]): Promise<Create> {
  const fromElectronStore = createRequire(createRequire(import.meta.url).resolve('electron-store'));
  const { href } = pathToFileURL(fromElectronStore.resolve('conf'));
  const { default: Conf } = (await import(href)) as {
    default: new (options: { cwd: string; projectName: string }) => Conf;
  };
  await mkdir(cwd, { recursive: true });
  const conf = new Conf({ cwd, projectName: 'benchmark' });
  conf.store = { keys: Object.fromEntries(keys.map((key) => [key.record.id, key])) };
  return async (number) => {
    const key = anotherLike(keys, number);
    conf.set(`keys.${key.record.id}`, key);
  };
}

/** A new key that differs from all existing ones. */
function anotherLike(keys: readonly StoredKey[], number: number): StoredKey {
  const like = keys[0];
  if (!like) throw new Error('a store without keys');
  const id = `${like.record.id.slice(0, -8)}${String(number).padStart(8, '0')}`;
  return { ...like, record: { ...like.record, id } };
}
