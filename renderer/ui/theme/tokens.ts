import { role } from './colour-roles';
import { cssVariables } from './css-variables';

/** Sizes of text by use, smallest first. */
export const TEXT_SIZES = {
  /** labels inside a chart */
  chart: '11px',
  /** hints below fields, tags, chips, tooltips */
  hint: '12px',
  /** table headers, dates, help, field labels */
  small: '13px',
  body: '14px',
  /** a heading above several cards; the brand; a recovery code */
  section: '15px',
  /** a heading inside a card that holds several paragraphs */
  heading: '16px',
  /** titles of dialogs and of messages that replace a page */
  dialog: '18px',
  /** figures of a report */
  figure: '19px',
  /** titles of the screens before the vault is open */
  gate: '20px',
  page: '24px',
} as const;

/**
 * Line heights, named after the text that usually has them. A control may use one of its neighbours
 * to fit its own height.
 */
export const LINE_HEIGHTS = {
  hint: '16px',
  small: '18px',
  body: '20px',
  section: '22px',
  heading: '24px',
  dialog: '26px',
  gate: '28px',
  /** the title of a report */
  report: '30px',
  page: '32px',
} as const;

export const RADII = {
  /** bars of a chart */
  bar: '2px',
  /** check boxes, key caps, focus rings of plain text */
  tick: '4px',
  /** elements inside a control or a row: icon buttons, chips, menu items, tooltips */
  small: '6px',
  control: '8px',
  /** notices and lists inside a card or dialog */
  box: '10px',
  card: '12px',
  dialog: '14px',
  gate: '16px',
  /** dots, bars, switches: half of any height */
  round: '999px',
} as const;

/** Widths of areas that several parts must agree on. */
export const WIDTHS = {
  /** the details beside or above a list */
  panel: '400px',
} as const;

export const BORDERS = {
  /** between areas */
  line: `1px solid ${role.line}`,
  /** between rows */
  faint: `1px solid ${role.faintLine}`,
  /** of a control that is recognised by its edge */
  edge: `1px solid ${role.edge}`,
  /** of an optional control that is not set */
  invite: `1px dashed ${role.edge}`,
  /** around the drop area for files */
  drop: `2px dashed ${role.accent}`,
  /** under a tab; coloured under the chosen one */
  tab: '2px solid transparent',
  /** the focus ring */
  focus: `2px solid ${role.accent}`,
  /**
   * transparent, visible in forced colours only, which remove backgrounds and give every border a
   * colour
   */
  forced: '1px solid transparent',
  /** of a button on a filled background */
  tint: '1px solid color-mix(in srgb, currentColor 45%, transparent)',
  /** in the text colour: dots */
  dot: '2px solid currentColor',
} as const;

export type TextSizes = Record<keyof typeof TEXT_SIZES, string>;
export type LineHeights = Record<keyof typeof LINE_HEIGHTS, string>;
export type Radii = Record<keyof typeof RADII, string>;
export type Widths = Record<keyof typeof WIDTHS, string>;
export type Borders = Record<keyof typeof BORDERS, string>;

/** The tokens as the theme's CSS variables; a plain style sheet writes them the same way: `var(--mui-radius-card)`. */
export const textSize = cssVariables('textSize', TEXT_SIZES);
export const lineHeight = cssVariables('lineHeight', LINE_HEIGHTS);
export const radius = cssVariables('radius', RADII);
export const border = cssVariables('border', BORDERS);
export const width = cssVariables('width', WIDTHS);
