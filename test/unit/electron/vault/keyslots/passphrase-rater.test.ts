import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadGuesser } from '../../../../../electron/vault/keyslots/passphrase-guesser';
import { PassphraseRater } from '../../../../../electron/vault/keyslots/passphrase-rater';
import { checkPassphrase } from '../../../../../electron/vault/keyslots/passphrase-rules';
import type { PassphraseRating } from '../../../../../shared/vault/passphrase-rating';
import { temporaryDirectory } from '../../../../support/test-vault';

let rate: (passphrase: string) => PassphraseRating;
beforeAll(async () => {
  rate = await loadGuesser();
});

const check = async (passphrase: string) => {
  const checked = await checkPassphrase(passphrase, async (text) => rate(text));
  return checked.ok ? 'ok' : checked.failure.code;
};

describe('passphrases refused for a vault', () => {
  it.each(['aaaaaaaaaaaa', 'password1234', 'qwertyuiop12', '12345678901', 'x'.repeat(1_000)])(
    '%s: a guessing program would find it soon',
    async (passphrase) => {
      expect(await check(passphrase)).toBe('passphrase-too-weak');
    },
  );

  it('words about the app', async () => {
    expect(await check('ownchat keys')).toBe('passphrase-too-weak');
  });

  it('short ones, however random', async () => {
    expect(await check('x9$Kq!2vZ')).toBe('passphrase-too-short');
  });

  it.each(['correct horse battery', 'seven quiet lighthouses', '五つの静かな灯台が海辺に立つ'])(
    '%s is accepted',
    async (passphrase) => {
      expect(await check(passphrase)).toBe('ok');
    },
  );
});

describe('rating in a worker', () => {
  /** A worker with its own source: the built one exists only after a build. */
  async function raterWith(source: string) {
    const script = join(await temporaryDirectory(), 'worker.mjs');
    await writeFile(script, `import { parentPort } from 'node:worker_threads';\n${source}`);
    return new PassphraseRater(script);
  }

  it('returns the answers in order', async () => {
    const rater = await raterWith(
      `parentPort.on('message', (text) => parentPort.postMessage({ score: text.length, isTooWeak: false }));`,
    );
    const ratings = await Promise.all(['', 'a', 'ab', 'abc'].map((text) => rater.rate(text)));
    expect(ratings.map(({ score }) => score)).toEqual([0, 1, 2, 3]);
  });

  it('fails when the worker fails, and starts another one for the next', async () => {
    const rater = await raterWith(
      `parentPort.on('message', (text) => { if (text === 'no') throw new Error('no'); parentPort.postMessage({ score: 1, isTooWeak: true }); });`,
    );
    await expect(rater.rate('no')).rejects.toThrow('no');
    expect(await rater.rate('yes')).toEqual({ score: 1, isTooWeak: true });
  });

  it('does not wait for a worker that has exited, and starts another one for the next', async () => {
    const rater = await raterWith(
      `parentPort.on('message', (text) => { if (text === 'end') process.exit(0); parentPort.postMessage({ score: 2, isTooWeak: false }); });`,
    );
    await expect(rater.rate('end')).rejects.toThrow('the rating worker has ended');
    expect(await rater.rate('yes')).toEqual({ score: 2, isTooWeak: false });
  });
});
