/** The fonts of nearly all text. */
export const FIRST_FONTS = ['Inter Latin', 'JetBrains Mono Latin'];

/** Inter, then the system fonts for scripts that Inter lacks: Arabic, Hindi, Chinese, emoji. */
export const SANS =
  "'Inter Latin', 'Inter Variable', 'Liberation Sans', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Devanagari', 'Noto Sans CJK SC', system-ui, sans-serif, 'Noto Color Emoji'";

/** For secrets and parts of them. */
export const MONO =
  "'JetBrains Mono Latin', 'JetBrains Mono Variable', 'Liberation Mono', ui-monospace, monospace";
