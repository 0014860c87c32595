import { describe, expect, it, test } from 'vitest';
import {
  isThere,
  linksIn,
  membersIn,
  pathsIn,
  readDocument,
  repositoryFiles,
  treeIn,
} from '../support/documents';

const files = repositoryFiles();
const sources = files
  .filter((file) => /^(?:electron|renderer|shared)\/.*\.tsx?$/.test(file))
  .map(readDocument);
/** A changelog names files of its time. */
const documents = files.filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md');

test('ARCHITECTURE.md can be read in five minutes: it has at most 1,200 words', () => {
  const words = readDocument('ARCHITECTURE.md').split(/\s+/).filter(Boolean);
  expect(words.length).toBeLessThanOrEqual(1_200);
});

test('the tree of ARCHITECTURE.md has files and folders that exist', () => {
  const tree = treeIn(readDocument('ARCHITECTURE.md'));
  expect(tree).toContain('electron/vault/crypto/');
  expect(tree.filter((path) => !isThere(path, files))).toEqual([]);
});

describe.each(documents)('%s', (document) => {
  const text = readDocument(document);

  it('names only files of the repository', () => {
    expect(pathsIn(text).filter((path) => !isThere(path, files))).toEqual([]);
  });

  it('names only members that a class or interface of the code has', () => {
    const isDeclared = ({ owner, member }: { owner: string; member: string }): boolean =>
      sources.some(
        (source) =>
          new RegExp(`\\b(?:class|interface) ${owner}\\b`).test(source) &&
          new RegExp(`\\b${member}\\b`).test(source),
      );
    expect(membersIn(text).filter((named) => !isDeclared(named))).toEqual([]);
  });

  it('links only to files of the repository', () => {
    expect(linksIn(text, document).filter((path) => !isThere(path, files))).toEqual([]);
  });
});

describe('a path in a document', () => {
  const some = ['electron/vault/crypto/aead.ts', 'docs/style.md'];

  it('is found in backticks, outside of blocks of code, with the alternatives of its braces', () => {
    const text =
      'In `electron/{a,b}.ts`, `aead.ts` and `vault.json`.\n\n```\n`electron/c.ts`\n```\n';
    expect(pathsIn(text)).toEqual(['electron/a.ts', 'electron/b.ts', 'aead.ts']);
  });

  it.each(['aead.ts', 'crypto/aead.ts', 'electron/vault', 'electron/vault/*/aead.ts', 'docs/'])(
    '%s is there',
    (path) => {
      expect(isThere(path, some)).toBe(true);
    },
  );

  it.each(['ead.ts', 'vault/aead.ts', 'electron/vaul', 'docs/*.ts'])('%s is not there', (path) => {
    expect(isThere(path, some)).toBe(false);
  });

  it('is found in a tree, below the folder that it is indented under', () => {
    const text =
      '```\na/       one\n  b/     two\n    c.ts three, of <d>/\n         g/ and more\n  <e>/   four\nf/\n```\n';
    expect(treeIn(text)).toEqual(['a/', 'a/b/', 'a/b/c.ts', 'f/']);
  });

  it('is found in a link, from the folder of the document', () => {
    const text = '[a](../style.md#rules) [b](https://example.org) [c](sync.md)';
    expect(linksIn(text, 'docs/architecture/x.md')).toEqual([
      'docs/style.md',
      'docs/architecture/sync.md',
    ]);
  });
});
