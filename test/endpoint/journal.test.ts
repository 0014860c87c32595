import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keyId, someRecord } from '../support/sample-keys';
import { seededRandom } from '../support/random';
import { endpointProgram } from './endpoint-process';
import { startEndpoint } from './start-endpoint';
import { endpointForTest } from './with-endpoint';

const KILLS = 4;

async function dataFileForTest(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'ownchat-endpoint-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return join(directory, 'data.jsonl');
}

test('stored data survives a restart, timestamps and tombstones too', async () => {
  const dataFile = await dataFileForTest();
  const first = await startEndpoint({ dataFile });
  for (const number of [1, 2, 3]) first.put(someRecord(number));
  first.remove(keyId(2));
  first.recordUse(keyId(1), Date.now());
  const history = first.history();
  await first.stop();

  const second = await endpointForTest({ dataFile });
  expect(second.history()).toEqual(history);
  expect(second.put(someRecord(4)).last_modified).toBeGreaterThan(
    history.at(-1)?.last_modified ?? Number.POSITIVE_INFINITY,
  );
});

test('a last line torn by a crash is cut off; it was never acknowledged', async () => {
  const dataFile = await dataFileForTest();
  const first = await startEndpoint({ dataFile });
  const stored = first.put(someRecord(1));
  await first.stop();
  const whole = await readFile(dataFile);
  await appendFile(dataFile, '[{"collection":"api-keys","reco');

  const second = await startEndpoint({ dataFile });
  expect(second.history()).toEqual([stored]);
  const next = second.put(someRecord(2));
  await second.stop();
  expect((await readFile(dataFile)).subarray(0, whole.length)).toEqual(whole);
  const third = await endpointForTest({ dataFile });
  expect(third.history()).toEqual([stored, next]);
});

test.each([
  ['damaged before its end', (text: string) => text.replace('"api-keys"', '"api-keys'), 'line 2'],
  ['of something else', () => '{"format":"other"}\n', 'is not a data file'],
  ['no data at all', () => 'hello\n', 'line 1'],
])('a file that is %s is refused and not changed', async (_what, spoil, message) => {
  const dataFile = await dataFileForTest();
  const first = await startEndpoint({ dataFile });
  first.put(someRecord(1));
  await first.stop();
  const spoilt = spoil(await readFile(dataFile, 'utf8'));
  await writeFile(dataFile, spoilt);
  await expect(startEndpoint({ dataFile })).rejects.toThrow(message);
  expect(await readFile(dataFile, 'utf8')).toBe(spoilt);
});

test('a replaced bucket is empty and has another creation time, also after a restart', async () => {
  const dataFile = await dataFileForTest();
  const first = await startEndpoint({ dataFile });
  first.put(someRecord(1));
  const birth = JSON.parse((await readFile(dataFile, 'utf8')).split('\n')[0] ?? '').createdAt;
  first.replaceBucket();
  expect(first.history()).toEqual([]);
  first.put(someRecord(2));
  await first.stop();
  const second = await endpointForTest({ dataFile });
  expect(second.records().map(({ id }) => id)).toEqual([keyId(2)]);
  expect(JSON.parse((await readFile(dataFile, 'utf8')).split('\n')[0] ?? '').createdAt).not.toBe(
    birth,
  );
});

test('acknowledged changes survive kill -9', async () => {
  const dataFile = await dataFileForTest();
  const program = await endpointProgram();
  onTestFinished(() => program.remove());
  const random = seededRandom(7);
  const acknowledged = new Set<string>();
  const sent = new Set<string>();
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const { url, token, ...server } = await program.start(['--data', dataFile]);
    onTestFinished(() => server.kill());
    const killAfter = random.between(1, 40);
    const write = async (number: number) => {
      sent.add(keyId(number));
      const response = await fetch(`${url}/records/${keyId(number)}`, {
        method: 'PUT',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'If-None-Match': '*',
        },
        body: JSON.stringify({ data: someRecord(number) }),
      });
      if (response.status === 201) acknowledged.add(keyId(number));
      if (acknowledged.size % killAfter === 0) server.kill();
    };
    const writes = Array.from({ length: 60 }, (_, index) => write(kill * 1000 + index));
    await Promise.allSettled(writes);
    server.kill();
    await server.exited;
  }
  const survivor = await endpointForTest({ dataFile });
  const ids = new Set(survivor.records().map(({ id }) => id));
  expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS);
  expect(acknowledged.size).toBeLessThan(sent.size);
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
  expect([...ids].filter((id) => !sent.has(id))).toEqual([]);
});
