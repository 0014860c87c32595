import { execFileSync } from 'node:child_process';

/** Runs a program of poppler-utils. @returns its output, or null when it is not installed */
export function poppler(program: string, ...args: string[]): string | null {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Whether the system has a font for a language code. */
export function hasFontFor(language: string): boolean {
  const fonts = poppler('fc-list', `:lang=${language}`, 'family');
  return fonts !== null && fonts.trim() !== '';
}
