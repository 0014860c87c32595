import { type Random, seededRandom } from '../../support/random';
import { CONTENT_FAULTS, type ContentFault } from './content-faults';
import type { FaultOptions } from './fault-options';
import { STATUS_FAULTS, type StatusFault } from './status-faults';
import { WIRE_FAULTS, type WireFault } from './wire-faults';

export type FaultName = StatusFault | ContentFault | WireFault;

interface Armed {
  name: FaultName;
  options: FaultOptions;
  random: Random;
  skip: number;
  left: number;
}

interface Target {
  method: string;
  path: string;
}

interface Strike<Name extends FaultName> {
  name: Name;
  options: FaultOptions;
}

type Kind<Name extends FaultName> = Readonly<Record<Name, unknown>>;

const CATALOGUE = { ...STATUS_FAULTS, ...CONTENT_FAULTS, ...WIRE_FAULTS };

export const FAULT_NAMES = Object.keys(CATALOGUE) as FaultName[];

export const isFaultName = (text: string): text is FaultName => Object.hasOwn(CATALOGUE, text);

/** The faults to strike next. Tests arm them; the server asks for them. */
export class FaultPlan {
  private armed: Armed[] = [];
  /** faults that have struck, in order */
  readonly struck: (Target & { fault: FaultName })[] = [];

  /**
   * @param name of one of the catalogues beside this file; `endpoint.suspend()` refuses connections
   */
  arm(name: FaultName, options: FaultOptions = {}): void {
    this.armed.push({
      name,
      options,
      random: seededRandom(options.seed ?? 1),
      skip: options.skip ?? 0,
      left: options.probability === undefined ? (options.times ?? 1) : Number.POSITIVE_INFINITY,
    });
  }

  /** Disarms all faults. */
  clear(): void {
    this.armed = [];
  }

  /** Whether no fault is armed. */
  get isQuiet(): boolean {
    return this.armed.every(({ left }) => left === 0);
  }

  /** The first fault of a kind that strikes this request, for kinds that exclude each other. */
  strike<Name extends FaultName>(kind: Kind<Name>, target: Target): Strike<Name> | undefined {
    for (const fault of this.fitting(kind, target)) {
      if (this.rolls(fault, target)) return { name: fault.name as Name, options: fault.options };
    }
    return undefined;
  }

  /** Every fault of a kind that strikes this request, in the order of arming. */
  strikes<Name extends FaultName>(kind: Kind<Name>, target: Target): Strike<Name>[] {
    return this.fitting(kind, target)
      .filter((fault) => this.rolls(fault, target))
      .map(({ name, options }) => ({ name: name as Name, options }));
  }

  private fitting<Name extends FaultName>(kind: Kind<Name>, { method, path }: Target): Armed[] {
    return this.armed.filter(
      ({ name, left, options }) =>
        left > 0 &&
        Object.hasOwn(kind, name) &&
        (options.method === undefined || options.method === method) &&
        (options.path === undefined || path.includes(options.path)),
    );
  }

  private rolls(fault: Armed, { method, path }: Target): boolean {
    if (fault.skip > 0) {
      fault.skip -= 1;
      return false;
    }
    const { probability } = fault.options;
    if (probability !== undefined && !fault.random.chance(probability)) return false;
    fault.left -= 1;
    this.struck.push({ fault: fault.name, method, path });
    return true;
  }
}

/**
 * Parses `--faults`: `503:0.1,reset-mid-body:3` is each request with a probability of one in ten,
 * and the next three.
 *
 * @returns null when the form is invalid
 */
export function parseFaults(text: string, seed: number): [FaultName, FaultOptions][] | null {
  const faults = text.split(',').map((part): [FaultName, FaultOptions] | null => {
    const [name = '', amount = '1'] = part.trim().split(':', 2);
    const number = Number(amount);
    if (!isFaultName(name) || !(number > 0)) return null;
    if (amount.includes('.')) return number <= 1 ? [name, { probability: number, seed }] : null;
    return Number.isInteger(number) ? [name, { times: number }] : null;
  });
  return faults.every((fault) => fault !== null) ? faults : null;
}
