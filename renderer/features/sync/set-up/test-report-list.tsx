import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/lib/result';
import type { TestLine, TestReport } from '../../../../shared/sync/sync-state';
import { useFormats } from '../../../ui/text/formats';
import { Icon } from '../../../ui/theme/icons';
import { bidiIsolate } from '../../../ui/text/bidi-isolate';
import { EndpointMessage } from '../endpoint-message';
import { timeSpan } from '../time-span';
import { List, Quiet } from '../sync-card';

/** The results of a connection test, line by line. */
export function TestReportList({ report }: { report: TestReport }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { lines, server, failure } = report;
  const offers = (server?.capabilities ?? []).flatMap((name) =>
    name === 'api-key-verification' || name === 'api-key-usage'
      ? [t(`sync.test.capability.${name}`)]
      : [],
  );
  return (
    <div role="status" aria-label={t('sync.test.title')}>
      <List>
        {lines.map((line) => (
          <li key={line.line} data-ok={line.ok}>
            <Icon name={line.ok === null ? 'info' : line.ok ? 'check' : 'close'} />
            <span>{textOf(line, t)}</span>
          </li>
        ))}
      </List>
      {server && (
        <Quiet style={{ marginTop: 10 }}>
          {t('sync.test.server', {
            name: bidiIsolate(server.name),
            version: bidiIsolate(server.version),
            api: bidiIsolate(server.api),
          })}
          {offers.length > 0 && `. ${t('sync.test.capabilities', { list: formats.list(offers) })}`}
          {'.'}
        </Quiet>
      )}
      {failure === null && <Quiet>{t('sync.test.good')}</Quiet>}
      <EndpointMessage alert={report.alert} />
    </div>
  );
}

function textOf(line: TestLine, t: TFunction): string {
  switch (line.line) {
    case 'reached':
      return t(`sync.test.reached.${line.ok ? 'yes' : 'no'}`);
    case 'may-write':
      return t(`sync.test.may-write.${line.ok === null ? 'unknown' : line.ok ? 'yes' : 'no'}`);
    case 'secure':
      return t(`sync.test.secure.${!line.ok ? 'no' : line.isLocal ? 'local' : 'yes'}`);
    case 'signed-in':
      if (!line.ok) return t('sync.test.signed-in.no');
      return line.user === ''
        ? t('sync.test.signed-in.anonymous')
        : t('sync.test.signed-in.yes', { user: bidiIsolate(line.user) });
    case 'clock': {
      if (line.ok) return t('sync.test.clock.yes');
      const difference = timeSpan(line.differenceMs, t('locale'));
      return t(`sync.test.clock.${line.differenceMs > 0 ? 'ahead' : 'behind'}`, { difference });
    }
    default:
      return assertNever(line);
  }
}
