/** Nearly all text is written in these two. */
export const FIRST_FONTS = ['Inter Latin', 'JetBrains Mono Latin'];

/** Inter, then what the system has for scripts it lacks: Arabic, Hindi, Chinese, emoji. */
export const SANS =
  "'Inter Latin', 'Inter Variable', 'Liberation Sans', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Devanagari', 'Noto Sans CJK SC', system-ui, sans-serif, 'Noto Color Emoji'";

/** For anything of a secret. */
export const MONO =
  "'JetBrains Mono Latin', 'JetBrains Mono Variable', 'Liberation Mono', ui-monospace, monospace";
