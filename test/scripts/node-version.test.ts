import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from '@typescript/typescript6';
import { describe, expect, it } from 'vitest';
import { MINIMUM_NODE, nodeVersionProblem } from '../../scripts/bootstrap/node-version.cjs';

describe('the Node version', () => {
  it.each(['v20.19.0', 'v20.20.2', 'v22.0.0', 'v24.1.0'])('%s is new enough', (version) => {
    expect(nodeVersionProblem(version)).toBeNull();
  });

  it.each(['v20.18.3', 'v18.20.4', 'v12.0.0', 'v0.10.48'])(
    '%s is told in one line what is needed',
    (version) => {
      const line = nodeVersionProblem(version);
      expect(line).toContain('20.19');
      expect(line).toContain(version);
      expect(line).not.toContain('\n');
    },
  );

  it('is the one package.json names', () => {
    expect(`${packageJson().engines.node.replace('>=', '')}.0`).toBe(MINIMUM_NODE);
  });

  it.each(Object.entries(packageJson().scripts))(
    'is looked at by npm run %s before anything else is loaded',
    (_name, script) => {
      expect(script).toMatch(/^node scripts\/run\.cjs [\w-]+$/);
    },
  );

  it.each(['scripts/run.cjs', 'scripts/bootstrap/node-version.cjs'])(
    'can be told by %s to the oldest Node: it is written in ECMAScript 5',
    (file) => {
      expect(newerThanES5(readFileSync(file, 'utf8'))).toEqual([]);
    },
  );

  it('is told in one line by the launcher, which loads nothing else', () => {
    const pretend = `Object.defineProperty(process, 'version', { value: 'v10.24.1' });
      process.argv.splice(1, 0, 'scripts/run.cjs'); process.argv[2] = 'no-such-command';
      require('./scripts/run.cjs');`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', pretend], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: `${nodeVersionProblem('v10.24.1')}\n`,
    });
  });
});

function packageJson() {
  return JSON.parse(readFileSync('package.json', 'utf8')) as {
    engines: { node: string };
    scripts: Record<string, string>;
  };
}

/** The pieces of a script that an engine of 2009 does not understand. */
function newerThanES5(text: string): string[] {
  const source = ts.createSourceFile('x.cjs', text, ts.ScriptTarget.ES5, true, ts.ScriptKind.JS);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    const isNewList =
      ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) !== 0;
    const hasTrailingComma = ts.isCallExpression(node) && node.arguments.hasTrailingComma;
    if (isNewList || hasTrailingComma || NEWER.some((isNewer) => isNewer(node)))
      found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const NEWER: ((node: ts.Node) => boolean)[] = [
  ts.isArrowFunction,
  ts.isTemplateExpression,
  ts.isNoSubstitutionTemplateLiteral,
  ts.isClassDeclaration,
  ts.isClassExpression,
  ts.isImportDeclaration,
  ts.isExportDeclaration,
  ts.isExportAssignment,
  ts.isForOfStatement,
  ts.isSpreadElement,
  ts.isSpreadAssignment,
  ts.isShorthandPropertyAssignment,
  ts.isComputedPropertyName,
  ts.isMethodDeclaration,
  ts.isArrayBindingPattern,
  ts.isObjectBindingPattern,
  ts.isAwaitExpression,
  ts.isYieldExpression,
  ts.isQuestionDotToken,
  ts.isBigIntLiteral,
  (node) => node.kind === ts.SyntaxKind.ImportKeyword,
  (node) => ts.isParameter(node) && node.initializer !== undefined,
  (node) => ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).length > 0,
  (node) =>
    ts.isBinaryExpression(node) &&
    [
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.AsteriskAsteriskToken,
      ts.SyntaxKind.QuestionQuestionEqualsToken,
    ].includes(node.operatorToken.kind),
];
