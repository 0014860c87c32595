import { appendFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { carries } from '../../support/secret-forms';

/** A request as the endpoint understood it, and what became of it. */
export interface RecordedRequest {
  method: string;
  /** path and query */
  url: string;
  headers: Readonly<Record<string, string>>;
  /** text of the body; empty when there was none */
  body: string;
  /** null while it is being answered, and when the connection was torn */
  status: number | null;
}

/**
 * Keeps every byte that clients send, so that tests can assert what never was on the wire. With TLS it keeps
 * what was inside.
 */
export class Recorder {
  private readonly chunks: Buffer[] = [];
  readonly requests: RecordedRequest[] = [];

  /** @param file where the bytes are appended too, for a server that may be killed */
  constructor(private readonly file?: string) {}

  /** @param secure whether the server speaks TLS */
  listenTo(server: Server, secure: boolean): void {
    server.on(secure ? 'secureConnection' : 'connection', (socket: Socket) => {
      socket.on('data', (chunk: Buffer) => {
        this.chunks.push(chunk);
        if (this.file !== undefined) appendFileSync(this.file, chunk, { mode: 0o600 });
      });
    });
  }

  bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  /** Whether this was sent, in any request, header or body; also in the forms that encodings give it. */
  sent(text: string): boolean {
    return carries(this.bytes(), text);
  }

  clear(): void {
    this.chunks.length = 0;
    this.requests.length = 0;
  }
}
