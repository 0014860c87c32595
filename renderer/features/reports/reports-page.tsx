import { useTranslation } from 'react-i18next';
import { FailureAlert } from '../../ui/failure-alert';
import { PageHeader } from '../../ui/page-header';
import type { ReportWish } from './report-draft';
import { ReportsWorkspace } from './reports-workspace';
import { useReports } from './use-reports';

/** The Reports page: choose, look at the first page, export. */
export function ReportsPage({
  wish,
  canChange,
}: {
  /** what another page wants a report of */
  wish: ReportWish | null;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const { reports, take } = useReports();
  if (reports.state === 'ready') {
    return (
      <ReportsWorkspace
        settings={reports.settings}
        wish={wish}
        canChange={canChange}
        onSettings={take}
      />
    );
  }
  return (
    <>
      <PageHeader title={t('reports.title')} subtitle={t('reports.subtitle')} />
      <FailureAlert failure={reports.state === 'failed' ? reports.failure : null} />
    </>
  );
}
