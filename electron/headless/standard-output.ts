/** The output that is no file, as other programs name it. */
export const STANDARD_OUTPUT = '-';
