import type { ActivityCursor, ActivityFilter } from '../../shared/activity/activity';
import type { ApiKey, ApiKeyChanges, NewApiKey } from '../../shared/keys/api-key';
import type { Input, Output } from '../../shared/contract/contract';
import type { Proof, UnlockMethod } from '../../shared/contract/unlock-methods';
import type { Preferences } from '../../shared/preferences/preferences';
import type {
  ExportedReport,
  ReportPreview,
  ReportRequest,
  ReportsState,
  Rhythm,
} from '../../shared/reports/report';
import type { Result } from '../../shared/lib/result';
import { ok } from '../../shared/lib/result';
import type { UnsavedForm } from '../../shared/keys/unsaved-form';
import type { VaultState } from '../../shared/vault/vault-state';
import type { Handlers } from './answer';
import type { CareParts, TransferParts } from './care-handlers';
import { careHandlers, transferHandlers } from './care-handlers';
import type { DesktopParts } from './desktop-handlers';
import { desktopHandlers } from './desktop-handlers';
import type { SecurityParts } from './security-handlers';
import { securityHandlers } from './security-handlers';

type EndpointEntry = Omit<Input<'sync:connect'>, 'proof'>;

interface NewSecret {
  apiKey: ApiKey;
  secret: string;
}

/** What the requests of the window are answered with. */
export interface HandlerParts {
  session: {
    state(): Promise<VaultState>;
    create(passphrase: string, useKeychain: boolean): Promise<Result<Output<'vault:create'>>>;
    confirmRecoveryCode(): Promise<Result<void>>;
    unlock(way: UnlockMethod): Promise<Result<void>>;
    confirm(proof: Proof): Promise<Result<void>>;
    merge(): Promise<Result<Output<'vault:merge'>>>;
    protection(): Promise<Result<Output<'vault:protection'>>>;
    acceptOlderState(): Promise<Result<void>>;
  };
  apiKeys: {
    newest(hideInactive: boolean): Result<Output<'keys:newest'>>;
    list(from: number): Promise<Result<Output<'keys:list'>>>;
    usage(id: string): Result<Output<'keys:usage'>>;
    create(input: NewApiKey): Promise<Result<NewSecret>>;
    update(
      id: string,
      changes: ApiKeyChanges,
      isStill?: () => boolean,
    ): Promise<Result<Output<'keys:update'>>>;
    setEnabled(
      ids: readonly string[],
      enabled: boolean,
      isStill?: () => boolean,
    ): Promise<Result<{ gone: number }>>;
    delete(ids: readonly string[]): Promise<Result<{ gone: number }>>;
    rotate(
      id: string,
      grace: Input<'keys:rotate'>['grace'],
      cutsShort: Input<'keys:rotate'>['cutsShort'],
    ): Promise<Result<NewSecret>>;
  };
  /** Whether a person has just pressed a key or a button over the page; once for each time. */
  takeGesture: () => boolean;
  unsavedForm: {
    keep(form: UnsavedForm | null, isLeaving?: boolean): Result<void>;
    get(): Result<UnsavedForm | null>;
  };
  secrets: {
    toShow(): (id: string) => void;
    conceal(id: string): void;
    reveal(id: string, proof: Proof): Promise<Result<Output<'secrets:reveal'>>>;
    copy(id: string, proof: Proof | null): Promise<Result<Output<'secrets:copy'>>>;
    test(id: string, proof: Proof, scope?: string): Promise<Result<Output<'secrets:test'>>>;
  };
  sync: {
    state(): Result<Output<'sync:state'>>;
    test(given: EndpointEntry): Promise<Result<Output<'sync:test'>>>;
    connect(given: EndpointEntry): Promise<Result<Output<'sync:connect'>>>;
    preview(): Promise<Result<Output<'sync:preview'>>>;
    begin(): Promise<Result<void>>;
    syncNow(): Result<void>;
    cancel(): void;
    setPaused(isPaused: boolean): Promise<Result<void>>;
    forget(): Promise<Result<void>>;
    answer(answer: Input<'sync:answer'>['answer']): Promise<Result<void>>;
    decide(
      decisions: Input<'sync:decide'>['decisions'],
      isStill?: () => boolean,
    ): Promise<Result<void>>;
    answerReturned(
      given: Input<'sync:answer-returned'>,
      isStill?: () => boolean,
    ): Promise<Result<void>>;
    settle(id: string, how: Input<'sync:settle'>['how']): Promise<Result<void>>;
    dismissNotices(): Promise<Result<void>>;
  };
  care: CareParts;
  reports: {
    settings(): Promise<Result<ReportsState>>;
    changeSettings(changes: Input<'reports:change-settings'>): Promise<Result<ReportsState>>;
    addSchedule(reportId: string, rhythm: Rhythm): Promise<Result<ReportsState | null>>;
    removeSchedule(id: string): Promise<Result<ReportsState>>;
    preview(request: ReportRequest): Promise<Result<ReportPreview>>;
    export(request: ReportRequest): Promise<Result<ExportedReport | null>>;
    cancel(): void;
    show(): Promise<Result<void>>;
    open(): Promise<Result<void>>;
  };
  transfer: TransferParts;
  activity: {
    page(
      from: ActivityCursor | null,
      filter: ActivityFilter,
      newerThan: number,
      archive: string | null,
    ): Promise<Result<Output<'activity:page'>>>;
    verify(): Promise<Result<Output<'activity:verify'>>>;
    cancelVerify(): void;
  };
  archiving: {
    findOld(): Promise<Result<Output<'activity:find-old'>>>;
    archive(days: number): Promise<Result<Output<'activity:archive'>>>;
  };
  ratePassphrase: (passphrase: string) => Promise<Output<'vault:rate-passphrase'>>;
  security: SecurityParts;
  /** Ends all waiting for the keychain. */
  stopKeychain: () => void;
  /** The recovery code that is on the screen, or null. */
  shownRecoveryCode: () => string | null;
  /** Copies a text that is cleared again. @returns when, in milliseconds since the epoch */
  copySecret: (text: string) => Promise<number>;
  preferences: { get(): Preferences; set(changes: Partial<Preferences>): Result<Preferences> };
  /** Locks the vault, and leaves no secret on the screen or in the clipboard. */
  lock(): Promise<void>;
  /** They have been changed, and are saved. */
  applyPreferences(preferences: Preferences, before: Preferences): void;
  showFiles(): void;
  /** Whether closing the window would lose what is typed. */
  setUnsaved(hasUnsaved: boolean): void;
  quit(): void;
  desktop: DesktopParts;
}

/** Every request of the contract, answered by the parts that are given. */
export function handlersFor(parts: HandlerParts): Handlers {
  const { session, apiKeys, secrets, sync, reports, activity, preferences } = parts;
  const done = ok(undefined);
  /** The page is given a new secret when a person has asked for it, and not when a script of its own has. */
  const withSecret = async (make: () => Promise<Result<NewSecret>>) => {
    const show = secrets.toShow();
    const isAsked = parts.takeGesture();
    const made = await make();
    if (!made.ok) return made;
    const { apiKey, secret } = made.value;
    if (isAsked) show(apiKey.id);
    return ok({ apiKey, secret: isAsked ? secret : null });
  };
  return {
    'vault:state': async () => ok(await session.state()),
    'vault:rate-passphrase': async ({ passphrase }) => ok(await parts.ratePassphrase(passphrase)),
    'vault:create': ({ passphrase, useKeychain }) => session.create(passphrase, useKeychain),
    'vault:confirm-recovery-code': () => session.confirmRecoveryCode(),
    'vault:unlock': (way) => session.unlock(way),
    'vault:merge': () => session.merge(),
    'vault:lock': async () => {
      await parts.lock();
      return done;
    },
    'vault:show-files': () => {
      parts.showFiles();
      return done;
    },
    ...careHandlers(parts.care),
    ...transferHandlers(parts.transfer),
    'keys:newest': () => apiKeys.newest(preferences.get().hideInactive),
    'keys:list': ({ from }) => apiKeys.list(from),
    'keys:usage': ({ id }) => apiKeys.usage(id),
    'vault:protection': () => session.protection(),
    'vault:accept-older-state': () => session.acceptOlderState(),
    'keys:create': (input) => withSecret(() => apiKeys.create(input)),
    'keys:update': ({ id, changes }, isStill) => apiKeys.update(id, changes, isStill),
    'keys:set-enabled': ({ ids, enabled }, isStill) => apiKeys.setEnabled(ids, enabled, isStill),
    'keys:delete': ({ ids }) => apiKeys.delete(ids),
    'keys:rotate': ({ id, grace, cutsShort }) =>
      withSecret(() => apiKeys.rotate(id, grace, cutsShort)),
    'keys:keep-form': ({ form, isLeaving }) => parts.unsavedForm.keep(form, isLeaving),
    'keys:kept-form': () => parts.unsavedForm.get(),
    'secrets:reveal': ({ id, proof }) => secrets.reveal(id, proof),
    'secrets:copy': ({ id, proof }) => secrets.copy(id, proof),
    'secrets:conceal': ({ id }) => {
      secrets.conceal(id);
      return done;
    },
    'secrets:test': ({ id, proof, scope }) => secrets.test(id, proof, scope),
    'sync:state': () => sync.state(),
    'sync:test': async ({ proof, ...given }) => {
      const confirmed = await session.confirm(proof);
      return confirmed.ok ? sync.test(given) : confirmed;
    },
    'sync:connect': async ({ proof, ...given }) => {
      const confirmed = await session.confirm(proof);
      return confirmed.ok ? sync.connect(given) : confirmed;
    },
    'sync:preview': () => sync.preview(),
    'sync:begin': () => sync.begin(),
    'sync:now': () => sync.syncNow(),
    'sync:cancel': () => {
      sync.cancel();
      return done;
    },
    'sync:set-paused': ({ isPaused }) => sync.setPaused(isPaused),
    'sync:forget': () => sync.forget(),
    'sync:answer': ({ answer }) => sync.answer(answer),
    'sync:decide': ({ decisions }, isStill) => sync.decide(decisions, isStill),
    'sync:answer-returned': (given, isStill) => sync.answerReturned(given, isStill),
    'sync:settle': ({ id, how }) => sync.settle(id, how),
    'sync:dismiss-notices': () => sync.dismissNotices(),
    'reports:settings': () => reports.settings(),
    'reports:change-settings': (changes) => reports.changeSettings(changes),
    'reports:add-schedule': ({ reportId, rhythm }) => reports.addSchedule(reportId, rhythm),
    'reports:remove-schedule': ({ id }) => reports.removeSchedule(id),
    'reports:preview': (request) => reports.preview(request),
    'reports:export': (request) => reports.export(request),
    'reports:cancel': () => {
      reports.cancel();
      return done;
    },
    'reports:show': () => reports.show(),
    'reports:open': () => reports.open(),
    'activity:page': ({ from, filter, newerThan, archive }) =>
      activity.page(from, filter, newerThan, archive),
    'activity:find-old': () => parts.archiving.findOld(),
    'activity:archive': ({ days }) => parts.archiving.archive(days),
    'activity:verify': () => activity.verify(),
    'activity:cancel-verify': () => {
      activity.cancelVerify();
      return done;
    },
    ...securityHandlers(
      parts.security,
      parts.shownRecoveryCode,
      parts.stopKeychain,
      parts.copySecret,
    ),
    'preferences:get': () => ok(preferences.get()),
    'preferences:set': (changes) => {
      const before = preferences.get();
      const chosen = preferences.set(changes);
      if (chosen.ok) parts.applyPreferences(chosen.value, before);
      return chosen;
    },
    'app:set-unsaved': ({ hasUnsaved }) => {
      parts.setUnsaved(hasUnsaved);
      return done;
    },
    'app:quit': () => {
      parts.quit();
      return done;
    },
    ...desktopHandlers(parts.desktop),
  };
}
