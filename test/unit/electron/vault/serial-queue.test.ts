import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SerialQueue } from '../../../../electron/vault/serial-queue';

describe('the serial queue', () => {
  it('runs one task at a time, in order, whatever each takes', async () => {
    const queue = new SerialQueue();
    const seen: string[] = [];
    const task = (name: string, ms: number) => async () => {
      seen.push(`${name} begins`);
      await pause(ms);
      seen.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all([
      queue.run(task('slow', 20)),
      queue.run(task('quick', 0)),
      queue.run(task('last', 5)),
    ]);
    expect(results).toEqual(['slow', 'quick', 'last']);
    expect(seen).toEqual(results.flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('continues after a task that throws, and rejects only that task', async () => {
    const queue = new SerialQueue();
    const failing = queue.run(async () => {
      throw new Error('bug');
    });
    const next = queue.run(async () => 'fine');
    await expect(failing).rejects.toThrow('bug');
    expect(await next).toBe('fine');
  });
});
