import { PrinterOutlined } from '@ant-design/icons';
import { Button, Tabs, Tag } from 'antd';
import { useParams } from 'react-router';
import { useCase } from '../../api/cases.js';
import type { CaseDetail } from '../../api/types.js';
import {
  Attachments,
  CaseTimeline,
  ClockLedger,
  Clocks,
  Demands,
  Evaluation,
  Matter,
  NextTasks,
  Notices,
  Person,
  Stations,
} from '../../components/case/index.js';
import { LoadError } from '../../components/load-error.js';
import { PageLoading } from '../../components/page-loading.js';
import { useDocumentTitle } from '../../components/use-document-title.js';
import { useFilters } from '../../components/use-filters.js';
import { usePermissions } from '../../session/session.js';
import { Instances } from './instances.js';
import { Occurrence } from './occurrence.js';
import { Relations } from './relations/index.js';
import './case-page.css';

const VIEWS = ['facts', 'relations', 'process', 'clocks', 'timeline', 'notices', 'attachments'];

function CaseHead({ dossier }: { dossier: CaseDetail }) {
  const { officer } = usePermissions();
  useDocumentTitle(dossier.title);
  return (
    <header className="case-head">
      <div className="case-head-text">
        <h1>
          {dossier.title} <Tag color={dossier.status === '已办结' ? 'default' : 'blue'}>{dossier.status}</Tag>
          <Occurrence dossier={dossier} />
        </h1>
        <div className="muted spaced">
          <span className="number">{dossier.number}</span>
          <span>信访人 {dossier.petitioner}</span>
          <span>{dossier.unit?.name ?? '责任单位未定'}</span>
        </div>
        <div className="case-head-actions no-print">
          {officer ? <NextTasks caseNumber={dossier.number} /> : null}
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            打印本页
          </Button>
        </div>
      </div>
      <div className="case-head-state">
        <Stations stations={dossier.stations} />
        <Clocks clocks={dossier.clocks} />
      </div>
    </header>
  );
}

function CaseBody({ dossier }: { dossier: CaseDetail }) {
  const filters = useFilters();
  const view = filters.get('view');
  return (
    <Tabs
      className="panel case-views"
      activeKey={VIEWS.includes(view) ? view : 'facts'}
      onChange={(key) => filters.set({ view: key === 'facts' ? null : key })}
      items={[
        {
          key: 'facts',
          label: '案情',
          children: (
            <div className="case-columns">
              <div className="case-tab">
                <Demands demands={dossier.demands} />
                <Matter dossier={dossier} />
              </div>
              <div className="case-tab">
                <Person dossier={dossier} />
                <Evaluation caseId={dossier.id} />
              </div>
            </div>
          ),
        },
        { key: 'relations', label: '重复与关联', children: <Relations dossier={dossier} /> },
        { key: 'process', label: '流程', children: <Instances instances={dossier.instances} clock={dossier.clock} /> },
        { key: 'clocks', label: '期限', children: <ClockLedger caseId={dossier.id} clocks={dossier.clocks} /> },
        { key: 'timeline', label: '时间线', children: <CaseTimeline caseId={dossier.id} /> },
        {
          key: 'notices',
          label: `文书（${dossier.notices.length}）`,
          children: <Notices notices={dossier.notices} />,
        },
        { key: 'attachments', label: '附件', children: <Attachments caseId={dossier.id} /> },
      ]}
    />
  );
}

/** One case, whole. */
export default function CaseScreen() {
  const { id = '' } = useParams();
  const dossier = useCase(id);
  if (dossier.isPending) return <PageLoading rows={12} />;
  if (!dossier.data) return <LoadError error={dossier.error} onRetry={() => void dossier.refetch()} />;
  return (
    <>
      <CaseHead dossier={dossier.data} />
      <CaseBody key={id} dossier={dossier.data} />
    </>
  );
}
