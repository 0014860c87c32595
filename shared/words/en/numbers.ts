/**
 * A number as English writes it, for a limit that is part of a text. Without Intl, whose data takes 12 ms to load: the
 * words are there before the first window.
 */
export const inEnglish = (value: number): string =>
  String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
