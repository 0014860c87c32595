import { createTheme } from '@mui/material/styles';
import { DARK_ROLES, LIGHT_ROLES } from './colour-roles';
import type { ColourRoles } from './colour-roles';
import { componentDefaults } from './component-defaults';
import { SANS } from './fonts';
import { BORDERS, LINE_HEIGHTS, RADII, TEXT_SIZES, WIDTHS } from './tokens';
import type { Borders, LineHeights, Radii, TextSizes, Widths } from './tokens';

declare module '@mui/material/styles' {
  interface Palette {
    role: ColourRoles;
  }
  interface PaletteOptions {
    role: ColourRoles;
  }
  interface ThemeOptions {
    textSize: TextSizes;
    lineHeight: LineHeights;
    radius: Radii;
    border: Borders;
    width: Widths;
  }
}

/** MUI's palette in terms of ours, so that its components agree with what we draw ourselves. */
const paletteOf = (role: ColourRoles) => ({
  role,
  background: { default: role.ground, paper: role.raised },
  text: { primary: role.text, secondary: role.secondary, disabled: role.faint },
  divider: role.line,
  primary: { main: role.accent, dark: role.accentHover, contrastText: role.onAccent },
  error: { main: role.danger, dark: role.dangerHover, contrastText: role.onDanger },
  warning: { main: role.care, contrastText: role.onDanger },
  success: { main: role.good, contrastText: role.onDanger },
});

/**
 * The one theme, light and dark, as CSS variables (`--mui-palette-role-…`, `--mui-radius-…`):
 * changing the scheme sets an attribute on the root element and renders nothing again.
 */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme' },
  colorSchemes: {
    light: { palette: paletteOf(LIGHT_ROLES) },
    dark: { palette: paletteOf(DARK_ROLES) },
  },
  textSize: TEXT_SIZES,
  lineHeight: LINE_HEIGHTS,
  radius: RADII,
  border: BORDERS,
  width: WIDTHS,
  shape: { borderRadius: RADII.control },
  typography: {
    fontFamily: SANS,
    fontSize: 14,
    button: { textTransform: 'none', fontWeight: 550, letterSpacing: 0 },
  },
  transitions: {
    duration: {
      shortest: 120,
      shorter: 120,
      short: 140,
      standard: 160,
      complex: 180,
      enteringScreen: 160,
      leavingScreen: 120,
    },
  },
  components: componentDefaults,
});
