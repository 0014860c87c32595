/** A number as English writes it, for a limit that is part of a text. */
export const inEnglish = (value: number): string => value.toLocaleString('en-GB');
