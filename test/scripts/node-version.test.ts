import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MINIMUM_NODE, nodeVersionProblem } from '../../scripts/bootstrap/node-version.mjs';

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
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      engines: { node: string };
    };
    expect(`${engines.node.replace('>=', '')}.0`).toBe(MINIMUM_NODE);
  });
});
