import { Badge, Space, Table, Tag, type TableColumnsType } from 'antd';
import { Link } from 'react-router';

import { strongColours } from '../../components/diagram/colours.js';
import { formatInstant } from '../../components/format.js';
import { newestVersion, type ProcessFile } from './api.js';
import { VersionTable } from './version-table.js';

interface ProcessTableProps {
  files: ProcessFile[];
  onShow: (file: ProcessFile, version: number) => void;
}

const studioPath = (resourceName: string) => `/studio/${encodeURIComponent(resourceName)}`;

function RunningByVersion({ file }: { file: ProcessFile }) {
  const running = file.versions.filter((version) => version.running > 0).toSorted((a, b) => b.version - a.version);
  if (running.length === 0) return <>无</>;
  return (
    <Space size={[4, 4]} wrap>
      {running.map(({ version, running: count }) => (
        <Tag key={version}>
          第 {version} 版 {count} 件
        </Tag>
      ))}
    </Space>
  );
}

/** Leads to what has to be mended. */
function IncidentCount({ file: { incidents, processes } }: { file: ProcessFile }) {
  const only = processes.length === 1 ? `?processId=${encodeURIComponent(processes[0]!.processId)}` : '';
  return (
    <Link to={`/incidents${only}`}>
      <Tag color={strongColours.error}>{incidents} 件</Tag>
    </Link>
  );
}

/** All processes; a row opens to the history of its versions. */
export function ProcessTable({ files, onShow }: ProcessTableProps) {
  const columns: TableColumnsType<ProcessFile> = [
    {
      title: '流程',
      render: (_, file) => (
        <>
          <Link to={studioPath(file.resourceName)}>{file.name}</Link>
          {file.processes.length > 1 && (
            <div className="processes-parts">{file.processes.map(({ name }) => name).join('、')}</div>
          )}
        </>
      ),
    },
    {
      title: '现行版本',
      width: 100,
      render: (_, file) => {
        const newest = newestVersion(file);
        return newest ? `第 ${newest.version} 版` : '未发布';
      },
    },
    { title: '办理中', width: 200, render: (_, file) => <RunningByVersion file={file} /> },
    { title: '最近变动', width: 190, render: (_, file) => formatInstant(file.lastChangedAt) },
    {
      title: '草稿',
      width: 180,
      render: (_, { draft }) =>
        draft ? (
          <Badge status="processing" text={`${draft.savedBy} ${formatInstant(draft.savedAt).slice(5)}`} />
        ) : (
          '无'
        ),
    },
    {
      title: '异常',
      width: 90,
      render: (_, file) => (file.incidents > 0 ? <IncidentCount file={file} /> : '无'),
    },
    {
      title: '操作',
      width: 90,
      render: (_, file) => (
        <Link to={studioPath(file.resourceName)} aria-label={`修改“${file.name}”`}>
          修改
        </Link>
      ),
    },
  ];

  return (
    <Table
      rowKey="resourceName"
      size="middle"
      columns={columns}
      dataSource={files}
      pagination={false}
      scroll={{ x: 1000 }}
      expandable={{
        columnTitle: <span className="visually-hidden">版本记录</span>,
        expandedRowRender: (file) => <VersionTable file={file} onShow={(version) => onShow(file, version)} />,
      }}
    />
  );
}
