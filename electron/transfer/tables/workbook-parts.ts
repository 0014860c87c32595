import type { QualifiedTag, SAXParser, Tag } from 'sax';
import { parser as createParser } from 'sax';
import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise } from 'yauzl';
import type { ImportProblem } from '../../../shared/transfer/transfer';

/** What is wrong with a workbook; thrown while it is read, and told by `readWorkbook`. */
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
/** Of one part, as it is once it is inflated: a workbook with as many keys as a file may have stays far below. */
const MOST_PART_BYTES = 256 * MIB;
/** Of all that is inflated of one file. */
const MOST_BYTES = 512 * MIB;
const MOST_PARTS = 5_000;
/** A sheet is six deep. */
const DEEPEST_ELEMENT = 24;

export interface XmlHandlers {
  /** names are without their prefix */
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/**
 * The parts of a workbook, which is a zip file from anywhere. A part is inflated while it is read, and no further than
 * the size it says it has, which is capped: yauzl ends a part that is longer.
 */
export class WorkbookParts {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #inflated = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** @throws `WorkbookFault` when it is no zip file, or has too many parts */
  static async open(bytes: Buffer): Promise<WorkbookParts> {
    const entries = new Map<string, Entry>();
    try {
      const zip = await fromBufferPromise(bytes, { autoClose: false, lazyEntries: true });
      if (zip.entryCount > MOST_PARTS) throw new WorkbookFault('too-large');
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
   * Goes through a part of XML while it is inflated, so that others have their turn in between. A document type, which
   * no workbook has and which could define entities, is refused.
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
    if (entry.uncompressedSize > MOST_PART_BYTES || this.#inflated > MOST_BYTES) {
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

/** Whatever yauzl, zlib, the decoder or the parser say: it is no workbook that can be read. */
const asFault = (error: unknown): WorkbookFault =>
  error instanceof WorkbookFault ? error : new WorkbookFault('bad-workbook');
