import { LIGHT_ROLES } from './colour-roles';

/** The colours of a report, which is printed on white in every theme of the app. */
export const PAPER = {
  ground: LIGHT_ROLES.surface,
  text: LIGHT_ROLES.text,
  secondary: LIGHT_ROLES.secondary,
  line: LIGHT_ROLES.line,
  faintLine: LIGHT_ROLES.faintLine,
  chip: LIGHT_ROLES.chip,
  chipWrite: LIGHT_ROLES.chipWrite,
  write: LIGHT_ROLES.accentText,
  good: LIGHT_ROLES.good,
  goodSoft: LIGHT_ROLES.goodSoft,
  care: LIGHT_ROLES.care,
  careSoft: LIGHT_ROLES.careSoft,
  danger: LIGHT_ROLES.danger,
  dangerSoft: LIGHT_ROLES.dangerSoft,
} as const;

/** The borders of a report, as its PDF draws them. */
export const paperBorder = {
  line: `1px solid ${PAPER.line}`,
  faint: `1px solid ${PAPER.faintLine}`,
  /** below the header of a table */
  head: `1.5px solid ${PAPER.text}`,
  /** above the details of a report */
  rule: `2px solid ${PAPER.text}`,
  focus: `2px solid ${PAPER.write}`,
} as const;
