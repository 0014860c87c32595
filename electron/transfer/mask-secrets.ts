import { SECRET_PATTERN, hintOf } from '../../shared/keys/secret-format';

const HIDDEN = '••••••••';

/** A secret of this app, or a recognisable part of one, anywhere in a text. */
const OURS = /ock_(live|test)_[0-9A-Za-z]{4,}/i;
/** Prefixes of the secrets of well-known services. */
const KNOWN =
  /(?:^|[^A-Za-z0-9])(?:sk|rk|pk|whsec|gh[opsu]|github_pat|glpat|xox[abeprs]|SG|AKIA|ASIA|AIza|eyJ|shpat|dop_v1)[-_.]?[A-Za-z0-9][\w.+/=-]{8,}/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY/;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const HEX = /^[\da-f]{32,}$/i;
/** A word long enough to be tested for randomness. */
const RUN = /[A-Za-z0-9+/_=-]{20,}/g;
const LONGEST_LOOKED_AT = 4_096;

/**
 * Whether a text contains a secret: one of ours, one with a known prefix, or a long random string.
 */
export function looksSecret(text: string): boolean {
  if (text.length < 9) return false;
  const looked = text.slice(0, LONGEST_LOOKED_AT);
  if (OURS.test(looked) || KNOWN.test(looked) || PRIVATE_KEY.test(looked)) return true;
  return (looked.match(RUN) ?? []).some(isRandom);
}

/**
 * Names and addresses switch between digits, capitals and small letters a few times; random strings
 * do so at nearly every second character.
 */
function isRandom(run: string): boolean {
  if (UUID.test(run)) return false;
  if (HEX.test(run)) return true;
  const signs = run.replaceAll(/[^A-Za-z0-9]/g, '');
  const digitGroups = signs.match(/\d+/g)?.length ?? 0;
  const isOnePiece = !/[-_/]/.test(run);
  if (isOnePiece && signs.length >= 20 && digitGroups >= 3) return true;
  let changes = 0;
  for (let at = 1; at < signs.length; at += 1) {
    if (kindOf(signs.charCodeAt(at)) !== kindOf(signs.charCodeAt(at - 1))) changes += 1;
  }
  return signs.length >= 20 && changes / signs.length >= 0.42 && digitGroups >= 2;
}

/** 0: digit, 1: capital letter, 2: small letter. */
const kindOf = (code: number): number => (code < 58 ? 0 : code < 91 ? 1 : 2);

/**
 * A text that is safe to show: a secret becomes its hint, and a text that contains one becomes
 * dots.
 */
export function masked(text: string): string {
  const trimmed = text.trim();
  if (SECRET_PATTERN.test(trimmed)) return hintOf(trimmed);
  return looksSecret(text) ? HIDDEN : text;
}

/** Whether a text contains a secret of this app. */
export const holdsOurSecret = (text: string): boolean => OURS.test(text);

const LONGEST_VALUE = 60;

/** A cell's text for an error message. */
export function quotable(text: string): string {
  const line = masked(text.trim()).replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line;
}
