/** Inter, then what the system has for scripts it lacks: Arabic, Hindi, Chinese, emoji. */
export const SANS =
  "'Inter Variable', 'Liberation Sans', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Devanagari', 'Noto Sans CJK SC', system-ui, sans-serif, 'Noto Color Emoji'";

/** For anything of a secret. */
export const MONO = "'JetBrains Mono Variable', 'Liberation Mono', ui-monospace, monospace";
