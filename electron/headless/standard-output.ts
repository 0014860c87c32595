/** The conventional name of standard output. */
export const STANDARD_OUTPUT = '-';
