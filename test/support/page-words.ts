import { startI18n } from '../../renderer/app/start/i18n';
import { loadLaterWords } from '../../renderer/ui/text/later-words';

let loading: Promise<void> | null = null;

/**
 * All words of the page. Once in a process, which several test files can share: a second start would
 * drop the later words, which are loaded once.
 */
export function startPageWords(): Promise<void> {
  if (loading) return loading;
  startI18n('en');
  loading = loadLaterWords();
  return loading;
}
