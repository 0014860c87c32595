import type { reportRequests } from '../../shared/contract/reports';
import { ok } from '../../shared/lib/result';
import type { FeatureModule, Send } from '../lib/feature-module';
import type { ReportsOptions } from './reports';
import { Reports } from './reports';
import { t } from '../lib/messages';

interface Around extends Omit<ReportsOptions, 'onProgress' | 'onSettingsChanged' | 'onEnded'> {
  send: Send;
  /** Shows long work on the app's icon; null when it has ended. */
  showProgress: (work: 'report', at: { done: number; total: number } | null) => void;
  /** Shows a notification. */
  notify: (title: string, body: string) => void;
}

interface ReportsModule extends FeatureModule<typeof reportRequests> {
  /** Ends an export that is under way. */
  cancel(): void;
}

/** Reports: what they contain, where they are written, when they are due. */
export function reportsModule({ send, showProgress, notify, ...options }: Around): ReportsModule {
  const reports = new Reports({
    ...options,
    onProgress: (progress) => {
      showProgress('report', progress);
      if (progress) send('reports:progress', progress);
    },
    onSettingsChanged: () => send('reports:settings-changed', null),
    onEnded: (outcome) => {
      notify(
        t(`main:notifications.report.${outcome}.title`),
        t(`main:notifications.report.${outcome}.sentence`),
      );
    },
  });
  return {
    cancel: () => reports.cancel(),
    onUnlocked: () => reports.begin(),
    onLocking: () => reports.end(),
    handlers: {
      'reports:settings': () => reports.settings(),
      'reports:change-settings': (changes) => reports.changeSettings(changes),
      'reports:add-schedule': ({ reportId, rhythm }) => reports.addSchedule(reportId, rhythm),
      'reports:remove-schedule': ({ id }) => reports.removeSchedule(id),
      'reports:preview': (request) => reports.preview(request),
      'reports:export': (request) => reports.export(request),
      'reports:cancel': () => {
        reports.cancel();
        return ok(undefined);
      },
      'reports:show': () => reports.show(),
      'reports:open': () => reports.open(),
    },
  };
}
