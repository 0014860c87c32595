import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Input } from '../../shared/contract/contract';
import type { Result } from '../../shared/lib/result';
import { fail, ok } from '../../shared/lib/result';
import { isRunning, MAX_EXCEPTIONS, MAX_EXCEPTION_DAYS } from '../../shared/rules/exceptions';
import type { RuleException } from '../../shared/rules/exceptions';
import { EXCEPTIONS_SETTING, RULES_SETTING } from '../../shared/rules/rule-settings';
import { changedRules } from '../../shared/rules/rule-changes';
import type { RuleChanges } from '../../shared/rules/rule-set';
import type { RulesState } from '../../shared/rules/rules-in-force';
import type { SettingChanged } from '../lib/vault-port';
import type { RulesVault } from './rules-vault';
import { rulesOf } from './stored-rules';

const DAY_MS = 24 * 60 * 60_000;

type Decide = (state: RulesState, vault: RulesVault) => Result<SettingChanged[]>;

/** The rules of the unlocked vault, and their exceptions. */
export class Rules {
  readonly #vault: () => RulesVault | null;
  readonly #now: () => number;

  constructor(options: { vault: () => RulesVault | null; now: () => number }) {
    this.#vault = options.vault;
    this.#now = options.now;
  }

  get(): Result<RulesState> {
    const vault = this.#vault();
    return vault ? ok(rulesOf(vault)) : fail({ code: 'vault-locked' });
  }

  /** @param isStill whether the person's consent covers the change of the present rules */
  set(changes: RuleChanges, isStill?: () => boolean): Promise<Result<RulesState>> {
    return this.#change(isStill, ({ rules: before }) => {
      const rules = { ...before, ...changes };
      if (changedRules(before, rules).length === 0) return ok([]);
      return ok([settingDraft(RULES_SETTING, { version: 1, rules, before })]);
    });
  }

  /** Accepts a finding for the keys that exist. Exceptions that have ended make room. */
  addException(
    { code, keyIds, reason, until }: Input<'rules:add-exception'>,
    isStill?: () => boolean,
  ): Promise<Result<RulesState>> {
    return this.#change(isStill, ({ exceptions }, vault) => {
      const now = this.#now();
      const days = (Date.parse(until) - now) / DAY_MS;
      if (days <= 0 || days > MAX_EXCEPTION_DAYS) {
        return fail({ code: 'request-invalid', path: 'until' });
      }
      const existing = [...new Set(keyIds)].filter((id) => vault.keys.has(id));
      if (existing.length === 0) return fail({ code: 'key-not-found' });
      const running = exceptions.filter((each) => isRunning(each, now));
      if (running.length >= MAX_EXCEPTIONS) return fail({ code: 'exceptions-full' });
      const exception: RuleException = {
        id: randomUUID(),
        code,
        keyIds: existing,
        reason,
        by: vault.actor,
        at: new Date(now).toISOString(),
        until,
      };
      return ok([exceptionsDraft([...running, exception], 'added', exception)]);
    });
  }

  /** Removing one that is gone changes nothing. */
  removeException(id: string): Promise<Result<RulesState>> {
    return this.#change(undefined, ({ exceptions }) => {
      const exception = exceptions.find((each) => each.id === id);
      if (!exception) return ok([]);
      const others = exceptions.filter((each) => each !== exception);
      return ok([exceptionsDraft(others, 'removed', exception)]);
    });
  }

  async #change(isStill: () => boolean = () => true, decide: Decide): Promise<Result<RulesState>> {
    const vault = this.#vault();
    if (!vault) return fail({ code: 'vault-locked' });
    const committed = await vault.commit(() => {
      if (!isStill()) return fail({ code: 'not-confirmed' });
      const state = rulesOf(vault);
      return state.isReadable ? decide(state, vault) : fail({ code: 'rules-unreadable' });
    });
    return committed.ok ? ok(rulesOf(vault)) : committed;
  }
}

const exceptionsDraft = (
  exceptions: readonly RuleException[],
  kind: 'added' | 'removed',
  exception: RuleException,
): SettingChanged =>
  settingDraft(EXCEPTIONS_SETTING, { version: 1, exceptions, change: { kind, exception } });

const settingDraft = (name: string, value: unknown): SettingChanged => ({
  event: 'setting.changed',
  keyId: null,
  change: { name, value: z.json().parse(value) },
});
