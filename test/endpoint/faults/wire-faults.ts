import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import type { Answer } from '../protocol/call';
import type { FaultOptions } from './fault-options';

/** Faults of the connection or of a proxy: what arrives does not follow the protocol. */
export type WireFault = keyof typeof WIRE_FAULTS;

interface Exchange {
  response: ServerResponse;
  options: FaultOptions;
  /** performs the request; a fault that does not call it strikes before */
  perform(): Answer;
}

const DAY_MS = 86_400_000;
const HUGE = 256 * 1024 * 1024;
const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

const PORTAL = `<!doctype html><html><head><title>Welcome to the Wi-Fi</title></head>
<body><h1>Please accept the terms</h1><form method="post"><button>Accept</button></form></body></html>`;

export const WIRE_FAULTS = {
  /** dropped before the request is done */
  reset: ({ response }) => tear(response.socket),
  /** done, and dropped before the first byte of the answer */
  'lost-answer': ({ response, perform }) => {
    perform();
    tear(response.socket);
  },
  /** done, and dropped in the middle of the answer */
  'reset-mid-body': ({ response, perform }) => {
    const { head, text } = written(perform());
    response.writeHead(head.status, { ...head.headers, 'Content-Length': Buffer.byteLength(text) });
    response.write(half(text), () => tear(response.socket));
  },
  /** done; the answer is complete as HTTP, and truncated as JSON */
  'truncated-json': ({ response, perform }) => {
    const { head, text } = written(perform());
    response.writeHead(head.status, head.headers).end(half(text));
  },
  /** a captive portal's page */
  html: ({ response }) =>
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PORTAL),
  /** a captive portal's redirect */
  redirect: ({ response, options }) =>
    response
      .writeHead(302, { Location: options.location ?? 'https://elsewhere.example/v1/' })
      .end(),
  /** done; the answer comes byte by byte */
  'slow-loris': async ({ response, perform, options }) => {
    const { head, text } = written(perform());
    response.writeHead(head.status, head.headers);
    for (const byte of Buffer.from(text)) {
      if (response.destroyed) return;
      response.write(Buffer.of(byte));
      await pause(options.pauseMs ?? 200);
    }
    response.end();
  },
  /** the connection stays open without an answer */
  silence: () => undefined,
  /** done, with a wrong `Date` */
  'clock-skew': ({ response, perform, options }) => {
    const { head, text } = written(perform());
    const date = new Date(Date.now() + (options.skewMs ?? DAY_MS)).toUTCString();
    response.writeHead(head.status, { ...head.headers, Date: date }).end(text);
  },
  /** a list that exhausts the memory of a client that reads it whole */
  'huge-page': ({ response, options }) => {
    response.writeHead(200, { ...JSON_TYPE, ETag: `"${Date.now()}"` });
    return pour(Readable.from(endlessList(options.bytes ?? HUGE)), response);
  },
  /** the same, compressed to a thousandth */
  'zip-bomb': ({ response, options }) => {
    response.writeHead(200, { ...JSON_TYPE, 'Content-Encoding': 'gzip', ETag: `"${Date.now()}"` });
    return pour(Readable.from(endlessList(options.bytes ?? HUGE)), createGzip(), response);
  },
} as const satisfies Record<string, (exchange: Exchange) => unknown>;

function written({ status, headers, body }: Answer): {
  head: { status: number; headers: Record<string, string> };
  text: string;
} {
  const text = body === undefined ? '' : JSON.stringify(body);
  return { head: { status, headers: { ...JSON_TYPE, ...headers } }, text };
}

const half = (text: string): string => text.slice(0, Math.floor(text.length / 2));

/** TLS has no reset; there the connection just ends. */
function tear(socket: Socket | null): void {
  if (socket === null) return;
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}

/** Invalid records, until the client gives up or has read `bytes`. */
function* endlessList(bytes: number): Generator<string> {
  const record = `{"id":"${'0'.repeat(36)}","last_modified":1,"note":"${'x'.repeat(64_000)}"}`;
  yield '{"data":[';
  for (let sent = 0; sent < bytes; sent += record.length + 1) yield `${record},`;
  yield `${record}]}`;
}

/** A client that disconnects is expected. */
const pour = (...streams: [Readable, ...(NodeJS.ReadWriteStream | ServerResponse)[]]) =>
  pipeline(streams).catch(() => undefined);
