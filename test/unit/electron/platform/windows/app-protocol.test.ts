import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { appProtocolHandler } from '../../../../../electron/platform/windows/app-protocol';
import { temporaryDirectory } from '../../../../support/test-vault';

const PAGE = `<!doctype html>
<html><head>
<meta name="csp-nonce" content="__CSP_NONCE__" />
<link rel="preload" as="font" crossorigin href="./assets/inter.woff2" />
<script type="module" crossorigin src="./assets/main.js"></script>
<link rel="modulepreload" crossorigin href="./assets/first.js">
<link rel="stylesheet" crossorigin href="./assets/first.css">
</head></html>`;

let root: string;
beforeEach(async () => {
  root = await temporaryDirectory();
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), PAGE);
  writeFileSync(join(root, 'assets/main.js'), '"./assets/other.js"');
});

const get = (path: string) =>
  appProtocolHandler(root)({ url: `app://ownchat/${path}`, method: 'GET' });

describe('the pages of the app', () => {
  it('name their scripts and fonts in a header, and leave the style sheet to the page', () => {
    expect(get('index.html').headers.get('Link')?.split(', ')).toEqual([
      '<./assets/inter.woff2>; rel=preload; as=font; crossorigin',
      '<./assets/main.js>; rel=preload; as=script; crossorigin',
      '<./assets/first.js>; rel=preload; as=script; crossorigin',
    ]);
    expect(get('assets/main.js').headers.has('Link')).toBe(false);
  });

  it('have a fresh nonce each time', async () => {
    const nonceOf = async (response: ReturnType<typeof get>) => {
      const nonce = /content="([^"]+)"/.exec(await response.text())?.[1];
      expect(response.headers.get('Content-Security-Policy')).toContain(`'nonce-${nonce}'`);
      return nonce;
    };
    expect(await nonceOf(get('index.html'))).not.toBe(await nonceOf(get('index.html')));
  });
});
