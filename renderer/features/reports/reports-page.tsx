import { useTranslation } from 'react-i18next';
import type { ReportRequest, ReportScope } from '../../../shared/reports/report';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { PageHeader } from '../../ui/layout/page-header';
import { ReportsWorkspace } from './reports-workspace';
import { useReports } from './use-reports';

/** The Reports page: choose, preview, export. */
export function ReportsPage({
  wish,
  left,
  canChange,
  onDraft,
}: {
  /** the report that another page requests */
  wish: ReportScope | null;
  /** the draft when the page was left; null at the first visit */
  left: ReportRequest | null;
  canChange: boolean;
  /** receives the draft to restore later */
  onDraft: (draft: ReportRequest) => void;
}) {
  const { t } = useTranslation();
  const { reports, take } = useReports();
  if (reports.state === 'ready') {
    return (
      <ReportsWorkspace
        settings={reports.settings}
        wish={wish}
        last={left ?? reports.settings.last}
        onDraft={onDraft}
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
