import { z } from 'zod';
import type { EndpointAlert } from '../../../shared/sync/sync-state';

/** The advice in a server's headers: `Backoff`, `Alert` and `Date`. */
export interface Advice {
  /** how long to pause requests, in milliseconds; null without a `Backoff` */
  backoffMs: number | null;
  /** a message for the server's administrators; untrusted text */
  alert: EndpointAlert | null;
  /** its clock, in milliseconds since the epoch, to the second; null without a `Date` */
  serverTime: number | null;
}

/** Upper bound for a wait that a header asks for. */
const MAX_WAIT_MS = 24 * 60 * 60_000;

const alertSchema = z.object({ code: z.string().max(100), message: z.string().min(1) });

export function adviceOf(headers: Headers): Advice {
  const time = Date.parse(headers.get('date') ?? '');
  return {
    backoffMs: secondsOf(headers.get('backoff')),
    alert: alertOf(headers.get('alert')),
    serverTime: Number.isNaN(time) ? null : time,
  };
}

/**
 * `Retry-After` in milliseconds from now, given as seconds or as an HTTP date; null when absent or
 * invalid.
 */
export function retryAfterOf(header: string | null, now = Date.now()): number | null {
  const seconds = secondsOf(header);
  if (seconds !== null || header === null) return seconds;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now, 0), MAX_WAIT_MS);
}

function secondsOf(header: string | null): number | null {
  if (header === null || !/^\d{1,9}$/.test(header.trim())) return null;
  return Math.min(Number(header) * 1_000, MAX_WAIT_MS);
}

function alertOf(header: string | null): Advice['alert'] {
  if (header === null || header.length > 4_000) return null;
  try {
    const parsed = alertSchema.safeParse(JSON.parse(header));
    if (!parsed.success) return null;
    const { code, message } = parsed.data;
    return { message: message.slice(0, 500), isEnd: code === 'hard-eol' };
  } catch {
    return null;
  }
}
