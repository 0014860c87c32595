import { appendFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { containsText } from '../../support/contains-text';

/** A request as the endpoint understood it, and its outcome. */
export interface RecordedRequest {
  method: string;
  /** path and query */
  url: string;
  headers: Readonly<Record<string, string>>;
  /** text of the body; empty when there was none */
  body: string;
  /** null during the request, and when the connection was dropped */
  status: number | null;
}

/**
 * Records every byte that clients send, so that tests can assert what was never sent. With TLS it
 * records the decrypted bytes.
 */
export class Recorder {
  private readonly chunks: Buffer[] = [];
  readonly requests: RecordedRequest[] = [];

  /** @param file to which the bytes are appended too, for a server that may be killed */
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

  /** Whether this was sent in any request, header or body, also in encoded form. */
  sent(text: string): boolean {
    return containsText(this.bytes(), text);
  }

  clear(): void {
    this.chunks.length = 0;
    this.requests.length = 0;
  }
}
