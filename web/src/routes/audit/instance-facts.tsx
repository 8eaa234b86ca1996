import { Alert, Button, Descriptions, Tag } from 'antd';
import { Link } from 'react-router';

import { strongColours } from '../../components/diagram/colours.js';
import { formatInstant } from '../../components/format.js';
import { incidentInWords } from '../../components/incident-words.js';
import { currentInWords, statusInWords, type AuditInstanceDetail, type OpenIncident } from './api.js';

/** What the instance is, in one band. */
export function InstanceFacts({ instance }: { instance: AuditInstanceDetail }) {
  return (
    <Descriptions
      className="audit-facts"
      size="small"
      column={{ xs: 1, sm: 2, md: 3, xl: 6 }}
      items={[
        { key: 'process', label: '流程', children: `${instance.processName} 第 ${instance.version} 版` },
        {
          key: 'status',
          label: '状态',
          children: (
            <>
              {statusInWords(instance.status)}
              {instance.overdue && (
                <Tag className="audit-tag" color={strongColours.warning}>
                  超期
                </Tag>
              )}
            </>
          ),
        },
        { key: 'current', label: '当前环节', children: currentInWords(instance.current) || '无' },
        { key: 'unit', label: '责任单位', children: instance.unit?.name ?? '未定' },
        { key: 'started', label: '开始', children: formatInstant(instance.startedAt) },
        instance.endedAt
          ? { key: 'ended', label: '结束', children: formatInstant(instance.endedAt) }
          : { key: 'outcome', label: '结果', children: instance.outcome ?? '尚无' },
        ...(instance.caseId
          ? [{ key: 'case', label: '案件', children: <Link to={`/cases/${instance.caseId}`}>查看案情</Link> }]
          : []),
      ]}
    />
  );
}

interface IncidentsProps {
  instance: AuditInstanceDetail;
  onShow: (elementId: string) => void;
}

/** What a person has to mend before the case goes on. */
export function Incidents({ instance, onShow }: IncidentsProps) {
  return instance.incidentsOpen.map((incident) => (
    <Alert
      key={incident.key}
      type="error"
      showIcon
      title={`“${instance.elements[incident.elementId]?.name ?? '某环节'}”有异常：${incidentInWords(incident.errorType).name}`}
      description={<IncidentDescription incident={incident} />}
      action={
        <Button size="small" className="no-print" onClick={() => onShow(incident.elementId)}>
          在图上找到
        </Button>
      }
    />
  ));
}

function IncidentDescription({ incident }: { incident: OpenIncident }) {
  const { cause, remedy } = incidentInWords(incident.errorType);
  return (
    <>
      <p className="audit-incident-line">{incident.message.replace(/([^。！？])$/u, '$1。')}</p>
      <p className="audit-incident-line">
        原因：{cause}
        <br />
        处理：{remedy}
      </p>
      <p className="audit-incident-line">发生于 {formatInstant(incident.createdAt)}，处理好以前不会往下走。</p>
    </>
  );
}
