import type { TFunction } from 'i18next';
import type { AboutApp } from '../../../shared/app/app-command';
import { bidiIsolate } from '../../ui/text/bidi-isolate';

interface AppNotice {
  tone: 'care' | 'calm';
  title: string;
  sentence: string;
}

/** The notices about this copy of the app and how it runs. */
export function noticesOf(about: AboutApp, t: TFunction): AppNotice[] {
  const notices: AppNotice[] = [];
  if (about.isDevelopmentBuild) {
    notices.push({
      tone: 'care',
      title: t('about.developmentBuild.title'),
      sentence: t('about.developmentBuild.sentence', { electron: about.electron }),
    });
  }
  if (about.withoutLock) {
    const { obstacle, path } = about.withoutLock;
    const why = t(`about.withoutLock.why.${obstacle}`, { path: bidiIsolate(path) });
    notices.push({
      tone: 'care',
      title: t('about.withoutLock.title'),
      sentence: t('about.withoutLock.sentence', { why }),
    });
  }
  if (about.isSafeStart) {
    notices.push({
      tone: 'calm',
      title: t('about.safeStart.title'),
      sentence: t('about.safeStart.sentence'),
    });
  }
  return notices;
}
