import type { Components, Theme } from '@mui/material/styles';
import { role } from './colour-roles';
import { border, lineHeight, radius, textSize } from './tokens';

/** The look of MUI's components: quiet, hairlines, no ripple. */
export const componentDefaults: Components<Omit<Theme, 'components'>> = {
  MuiButtonBase: { defaultProps: { disableRipple: true, disableTouchRipple: true } },
  MuiButton: {
    defaultProps: {
      disableElevation: true,
      disableFocusRipple: true,
      variant: 'outlined',
      color: 'inherit',
    },
    styleOverrides: {
      root: {
        height: 36,
        minWidth: 0,
        padding: '0 14px',
        gap: 8,
        fontSize: textSize.body,
        lineHeight: lineHeight.body,
        whiteSpace: 'nowrap',
        borderRadius: radius.control,
        color: role.text,
        borderColor: role.line,
        background: role.surface,
        '&:hover': { background: role.hover, borderColor: role.line },
        '&.Mui-disabled': { color: role.faint, borderColor: role.line, background: role.chip },
        variants: [
          {
            props: { size: 'small' },
            style: { height: 30, padding: '0 10px', fontSize: textSize.small },
          },
          { props: { size: 'large' }, style: { height: 40 } },
          {
            props: { variant: 'text' },
            style: {
              background: 'transparent',
              color: role.accentText,
              '&:hover': { background: role.hover },
              '&.Mui-disabled': { background: 'transparent' },
            },
          },
          {
            props: { variant: 'contained', color: 'primary' },
            style: {
              background: role.accent,
              color: role.onAccent,
              '&:hover': { background: role.accentHover },
            },
          },
          {
            props: { variant: 'contained', color: 'error' },
            style: {
              background: role.danger,
              color: role.onDanger,
              '&:hover': { background: role.dangerHover },
            },
          },
        ],
      },
    },
  },
  MuiDialog: {
    styleOverrides: {
      paper: {
        margin: 16,
        maxHeight: 'calc(100% - 32px)',
        maxWidth: 'calc(100% - 32px)',
        borderRadius: radius.dialog,
        border: border.line,
        boxShadow: role.shadow,
        backgroundImage: 'none',
      },
    },
  },
  MuiBackdrop: {
    styleOverrides: {
      root: {
        '&:not(.MuiBackdrop-invisible)': { backgroundColor: role.veil },
      },
    },
  },
  MuiMenu: {
    styleOverrides: {
      paper: {
        marginTop: 4,
        border: border.line,
        boxShadow: role.shadow,
        backgroundImage: 'none',
      },
      list: { padding: 4 },
    },
  },
  MuiMenuItem: {
    styleOverrides: {
      root: {
        minHeight: 34,
        padding: '6px 10px',
        gap: 10,
        borderRadius: radius.small,
        fontSize: textSize.body,
        lineHeight: lineHeight.body,
        '&:hover': { background: role.hover },
        '&.Mui-focusVisible, &.Mui-selected, &.Mui-selected:hover, &.Mui-selected.Mui-focusVisible':
          {
            background: role.accentSoft,
          },
        '&.Mui-disabled': { opacity: 1, color: role.faint },
      },
    },
  },
};
