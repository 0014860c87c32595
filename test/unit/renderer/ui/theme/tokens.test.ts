import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { theme } from '../../../../../renderer/ui/theme/theme';
import { border, lineHeight, radius, textSize } from '../../../../../renderer/ui/theme/tokens';

const RENDERER = join(import.meta.dirname, '../../../../../renderer');
const THEME = join(RENDERER, 'ui/theme');

/** Values that only the theme may contain, in a style or a style sheet. A unitless line height is a factor. */
const LITERALS = {
  'font size': /font-?size['"]?: *['"`]?[\d.]/i,
  'line height': /line-?height['"]?: *['"`]?[\d.]+px/i,
  radius: /radius['"]?: *(?:['"`]?[\d.]*[1-9%])/i,
  border:
    /(?:border|outline)(?!-?offset)[a-z-]*['"]?: *['"`]?(?:[\d.]*[1-9](?:px)? |solid|dashed|dotted)/i,
};

const files = readdirSync(RENDERER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(?:tsx?|css)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));
const outsideTheme = files.filter((path) => !path.startsWith(THEME));

const literalsIn = (text: string): string[] =>
  Object.values(LITERALS).flatMap((pattern) => text.match(new RegExp(pattern.source, 'gi')) ?? []);

describe('the tokens of the theme', () => {
  it('finds literals in styles and in style sheets', () => {
    const styles = [
      "fontSize: 13, borderRadius: 8, border: '1px solid red', '& p': { fontSize: '12px' }",
      "borderRadius: '50%', borderStartEndRadius: 7, outline: `2px solid ${role.accent}`",
      'font-size: 13px; border-radius: 6px; border-bottom: 1px solid red;',
      "lineHeight: '16px', '& p': { lineHeight: '20px' }; line-height: 18px;",
    ];
    expect(styles.map((style) => literalsIn(style).length)).toEqual([4, 3, 3, 3]);
    expect(
      literalsIn(
        "border: 0, outline: 'none', outlineOffset: 2, borderBottom: border.line, borderColor: role.line, lineHeight: 1",
      ),
    ).toEqual([]);
  });

  it('are the only text sizes, line heights, radii and borders that components use', () => {
    expect(outsideTheme.length).toBeGreaterThan(150);
    const found = outsideTheme.flatMap((path) =>
      literalsIn(readFileSync(path, 'utf8')).map((what) => `${relative(RENDERER, path)}: ${what}`),
    );
    expect(found).toEqual([]);
  });

  it('are variables of the theme, also those that style sheets name', () => {
    // MUI's types leave the function out.
    const sheets = theme as unknown as { generateStyleSheets: () => object[] };
    const defined = new Set(
      sheets.generateStyleSheets().flatMap((sheet) => JSON.stringify(sheet).match(/--mui-[\w-]+/g)),
    );
    const named = files
      .filter((path) => path.endsWith('.css'))
      .flatMap((path) => readFileSync(path, 'utf8').match(/--mui-[\w-]+/g) ?? []);
    const used = [textSize, lineHeight, radius, border]
      .flatMap((tokens) => Object.values(tokens))
      .map((token) => token.slice('var('.length, -1));
    expect(used.length).toBeGreaterThan(20);
    expect([...named, ...used].filter((name) => !defined.has(name))).toEqual([]);
  });
});
