import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Certificate } from '../endpoint/http/certificate';

const FILE = fileURLToPath(new URL('test-authority.json', import.meta.url));
const DATABASES = ['cert9.db', 'key4.db'] as const;
const DAY_MS = 86_400_000;

type Authority = Record<'certificate' | 'key' | (typeof DATABASES)[number], string>;

const authority = async () => JSON.parse(await readFile(FILE, 'utf8')) as Authority;

/**
 * A certificate signed by the tests' authority.
 *
 * @param choices.for names and addresses; default: the address of endpoints in tests
 * @param choices.ended whether it has expired
 */
export async function signedCertificate(
  choices: { for?: string; ended?: boolean } = {},
): Promise<Certificate> {
  const { certificate, key } = await authority();
  const { generate } = await import('selfsigned');
  const { for: name, ended = false } = choices;
  const now = Date.now();
  const made = await generate([{ name: 'commonName', value: name ?? 'Endpoint' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 30 * DAY_MS),
    notAfterDate: new Date(now + (ended ? -10 : 30) * DAY_MS),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [name === undefined ? { type: 7, ip: '127.0.0.1' } : { type: 2, value: name }],
      },
    ],
    ca: { key, cert: certificate },
  });
  // With its authority's certificate: NSS would not find that by a name in another string encoding.
  return { key: made.private, cert: `${made.cert}\n${certificate}` };
}

/**
 * Adds the tests' authority to the trusted ones of a home directory: Chromium on Linux uses the NSS
 * databases there.
 *
 * @param home need not exist
 */
export async function trustAuthority(home: string): Promise<void> {
  const packed = await authority();
  const folder = join(home, '.pki', 'nssdb');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of DATABASES) {
    await writeFile(join(folder, name), gunzipSync(Buffer.from(packed[name], 'base64')));
  }
}
