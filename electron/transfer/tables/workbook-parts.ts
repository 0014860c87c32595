import type { QualifiedTag, SAXParser, Tag } from 'sax';
import { parser as createParser } from 'sax';
import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise } from 'yauzl';
import type { ImportProblem } from '../../../shared/transfer/transfer';

/** A fault in a workbook, thrown while reading and reported by `readWorkbook`. */
export class WorkbookFault extends Error {
  readonly problem: ImportProblem;
  readonly line: number | null;

  constructor(problem: ImportProblem, line: number | null = null) {
    super(problem);
    this.problem = problem;
    this.line = line;
  }
}

const MIB = 1024 * 1024;
/** Limit for one inflated part; a workbook with the maximum number of keys stays far below. */
const MAX_PART_BYTES = 256 * MIB;
/** Limit for all inflated parts of a file. */
const MAX_BYTES = 512 * MIB;
const MAX_PARTS = 5_000;
/** A sheet is six deep. */
const DEEPEST_ELEMENT = 24;

export interface XmlHandlers {
  /** names without their prefix */
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/**
 * The parts of a workbook, an untrusted zip file. A part is inflated while it is read, up to its
 * declared size, which is capped; yauzl ends a longer part.
 */
export class WorkbookParts {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #inflated = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws `WorkbookFault` when it is not a zip file, or has too many parts */
  static async open(bytes: Buffer): Promise<WorkbookParts> {
    const entries = new Map<string, Entry>();
    try {
      const zip = await fromBufferPromise(bytes, { autoClose: false, lazyEntries: true });
      if (zip.entryCount > MAX_PARTS) throw new WorkbookFault('too-large');
      for await (const entry of zip.eachEntry()) {
        entries.set(entry.fileName.toLowerCase(), entry);
      }
      return new WorkbookParts(zip, entries);
    } catch (error) {
      throw asFault(error);
    }
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase());
  }

  /**
   * Parses an XML part while it is inflated, yielding between chunks. A document type is refused:
   * no workbook has one, and it could define entities.
   *
   * @throws `WorkbookFault`
   */
  async read(path: string, handlers: XmlHandlers): Promise<void> {
    try {
      const stream = await this.#stream(path);
      const decoder = new TextDecoder('utf-8', { fatal: true });
      const xml = strictParser(handlers);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        xml.write(decoder.decode(chunk, { stream: true }));
      }
      xml.write(decoder.decode()).close();
    } catch (error) {
      throw asFault(error);
    }
  }

  async #stream(path: string) {
    const entry = this.#entries.get(path.toLowerCase());
    if (!entry || entry.isEncrypted()) throw new WorkbookFault('bad-workbook');
    this.#inflated += entry.uncompressedSize;
    if (entry.uncompressedSize > MAX_PART_BYTES || this.#inflated > MAX_BYTES) {
      throw new WorkbookFault('too-large');
    }
    return this.#zip.openReadStreamPromise(entry);
  }
}

function strictParser({ open, close, text }: XmlHandlers): SAXParser {
  const xml = createParser(true, { position: false });
  let depth = 0;
  const listeners = {
    onerror(error: Error) {
      throw error;
    },
    ondoctype() {
      throw new WorkbookFault('bad-workbook');
    },
    onopentag({ name, attributes }: Tag | QualifiedTag) {
      depth += 1;
      if (depth > DEEPEST_ELEMENT) throw new WorkbookFault('too-deep');
      open?.(localName(name), attributes as Record<string, string>);
    },
    onclosetag(name: string) {
      depth -= 1;
      close?.(localName(name));
    },
  };
  return Object.assign(xml, listeners, text && { ontext: text, oncdata: text });
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Any error of yauzl, zlib, the decoder or the parser means an unreadable workbook. */
const asFault = (error: unknown): WorkbookFault =>
  error instanceof WorkbookFault ? error : new WorkbookFault('bad-workbook');
