import { BACKGROUND_COLOUR } from '../../../shared/app/background-colour';
import { cssVariables } from './css-variables';

/**
 * The colours by use. Every text colour has a contrast of at least 4.5 : 1 on every background it
 * is used on, and `edge` at least 3 : 1 (`test/unit/renderer/ui/theme/colour-roles.test.ts`
 * computes it).
 */
export interface ColourRoles {
  /** the window; cards and sidebar; floating layers */
  ground: string;
  surface: string;
  raised: string;
  /** decorative lines between areas and rows, without meaning */
  line: string;
  faintLine: string;
  /** the edge of controls that are recognised by it: fields, check boxes */
  edge: string;
  text: string;
  secondary: string;
  faint: string;
  accent: string;
  onAccent: string;
  accentHover: string;
  accentSoft: string;
  accentText: string;
  good: string;
  goodSoft: string;
  care: string;
  careSoft: string;
  danger: string;
  dangerHover: string;
  onDanger: string;
  dangerSoft: string;
  /** a read-only permission, an inactive status; and a write permission */
  chip: string;
  chipWrite: string;
  /** a write permission in a selected row, on `accentSoft` */
  chipWriteSelected: string;
  /** a row or a quiet button under the pointer */
  hover: string;
  veil: string;
  shadow: string;
}

export const LIGHT_ROLES: ColourRoles = {
  ground: BACKGROUND_COLOUR.light,
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  line: '#E3E6EB',
  faintLine: '#EEF0F3',
  edge: '#7F8895',
  text: '#14181F',
  secondary: '#5B6472',
  faint: '#626B7A',
  accent: '#2F54EB',
  onAccent: '#FFFFFF',
  accentHover: '#2443C4',
  accentSoft: '#EBEFFE',
  accentText: '#2443C4',
  good: '#157347',
  goodSoft: '#E4F4EB',
  care: '#8A5300',
  careSoft: '#FDF1DC',
  danger: '#B42318',
  dangerHover: '#912018',
  onDanger: '#FFFFFF',
  dangerSoft: '#FDECEA',
  chip: '#F0F2F5',
  chipWrite: '#E8EDFF',
  chipWriteSelected: '#CBD6FF',
  hover: '#F6F7F9',
  veil: 'rgba(10, 14, 20, 0.45)',
  shadow: '0 12px 40px rgba(16, 24, 40, 0.18), 0 2px 6px rgba(16, 24, 40, 0.08)',
};

export const DARK_ROLES: ColourRoles = {
  ground: BACKGROUND_COLOUR.dark,
  surface: '#151920',
  raised: '#1B2029',
  line: '#2A313C',
  faintLine: '#20262F',
  edge: '#6A7585',
  text: '#EDF0F4',
  secondary: '#A6AFBC',
  faint: '#8E98A7',
  accent: '#6D8BFF',
  onAccent: '#0B1020',
  accentHover: '#8FA6FF',
  accentSoft: '#1C2540',
  accentText: '#A9BBFF',
  good: '#5CCB8F',
  goodSoft: '#12291F',
  care: '#F0B65A',
  careSoft: '#2E2412',
  danger: '#FF8A7F',
  dangerHover: '#FFA59C',
  onDanger: '#2A0B08',
  dangerSoft: '#331A19',
  chip: '#222934',
  chipWrite: '#1F2A4A',
  chipWriteSelected: '#2C3C6E',
  hover: '#1B2029',
  veil: 'rgba(4, 6, 10, 0.6)',
  shadow: '0 16px 48px rgba(0, 0, 0, 0.6)',
};

/** The same roles as the theme's CSS variables, which change with the colour scheme. */
export const role = cssVariables('palette-role', LIGHT_ROLES);
