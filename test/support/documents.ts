import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** The paths of all files of the repository, with those that are not committed yet. */
export function repositoryFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
}

/** Endings of code. A document means a file of this repository by them, not a file of a vault. */
const CODE = /\.(?:tsx?|[cm]js|css|html)$/;

const IN_REPOSITORY =
  /^(?:electron|shared|renderer|test|scripts|docs|packaging|\.github|\.vscode)\//;

/** The paths that a document has in backticks, with braces expanded. */
export function pathsIn(markdown: string): string[] {
  const text = markdown.replaceAll(/^```[\s\S]*?^```/gm, '');
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return spans
    .filter((span) => /^[\w.@{},*/-]+$/.test(span))
    .filter((span) => CODE.test(span) || IN_REPOSITORY.test(span))
    .flatMap(alternatives);
}

/** The members of classes and interfaces that a document has in backticks, as `Vault.commit`. */
export function membersIn(markdown: string): { owner: string; member: string }[] {
  const found = markdown.matchAll(/`([A-Z]\w*[a-z]\w*)\.([a-z]\w*)(?:\(\))?`/g);
  return [...found].map(([, owner = '', member = '']) => ({ owner, member }));
}

/** The targets of a document's links to other files of the repository, from the root. */
export function linksIn(markdown: string, document: string): string[] {
  const targets = [...markdown.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => posix.join(posix.dirname(document), target));
}

/** The paths of a document's first code block: a tree with a name at the start of each line, indented by two blanks for each folder. */
export function treeIn(markdown: string): string[] {
  const [, block = ''] = /^```\n([\s\S]*?)^```/m.exec(markdown) ?? [];
  const folders: string[] = [];
  const paths: string[] = [];
  for (const line of block.split('\n')) {
    const [, indent = '', name] = /^( *)([\w.-]+(?:\/|\.\w+))(?: |$)/.exec(line) ?? [];
    const depth = indent.length / 2;
    // A line that is indented further continues the text of the line before.
    if (name === undefined || depth > folders.length) continue;
    folders.length = depth;
    paths.push([...folders, name].join(''));
    folders.push(name);
  }
  return paths;
}

function alternatives(path: string): string[] {
  const found = /^(.*?)\{([^{}]*)\}(.*)$/.exec(path);
  if (!found) return [path];
  const [, before = '', choices = '', after = ''] = found;
  return choices.split(',').flatMap((choice) => alternatives(before + choice + after));
}

/**
 * Whether a path names a file or folder of the repository, with its whole path or only the end of it. A `*` matches a part of a
 * name.
 */
export function isThere(path: string, files: readonly string[]): boolean {
  const pattern = path
    .replace(/\/$/, '')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) => (sign === '*' ? '[^/]*' : `\\${sign}`));
  const whole = new RegExp(`^${pattern}(?:/|$)`);
  const end = new RegExp(`(?:^|/)${pattern}$`);
  return files.some((file) => whole.test(file) || end.test(file));
}

export const readDocument = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
