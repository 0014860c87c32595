import { describe, expect, it } from 'vitest';
import type { ColourRoles } from '../../../../../renderer/ui/theme/colour-roles';
import { DARK_ROLES, LIGHT_ROLES } from '../../../../../renderer/ui/theme/colour-roles';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

type Role = keyof ColourRoles;
const GROUNDS: Role[] = ['ground', 'surface', 'raised', 'accentSoft', 'chip', 'hover'];
const TEXTS: Role[] = ['text', 'secondary', 'faint', 'accentText', 'danger', 'care'];

const TEXT_PAIRS: [Role, Role][] = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground): [Role, Role] => [text, ground])),
  ['onAccent', 'accent'],
  ['onAccent', 'accentHover'],
  ['onDanger', 'danger'],
  ['onDanger', 'dangerHover'],
  ['accentText', 'chipWrite'],
  ['accentText', 'chipWriteSelected'],
  ['good', 'goodSoft'],
  ['care', 'careSoft'],
  ['danger', 'dangerSoft'],
  // tooltips and toasts have inverted colours
  ['surface', 'text'],
];
const EDGE_PAIRS: [Role, Role][] = (['edge', 'accent', 'danger'] satisfies Role[]).flatMap((edge) =>
  (['ground', 'surface', 'raised', 'accentSoft'] satisfies Role[]).map((ground): [Role, Role] => [
    edge,
    ground,
  ]),
);

describe.each([
  ['light', LIGHT_ROLES],
  ['dark', DARK_ROLES],
])('the %s colours', (_, roles) => {
  it.each(TEXT_PAIRS)('%s is readable on %s', (text, ground) => {
    expect(contrast(roles[text], roles[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EDGE_PAIRS)('%s is seen on %s', (edge, ground) => {
    expect(contrast(roles[edge], roles[ground])).toBeGreaterThanOrEqual(3);
  });
});
