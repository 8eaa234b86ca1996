import { App, Button, Space, Table, Tag, type TableColumnsType } from 'antd';

import { problemText } from '../../api/problem.js';
import { formatInstant } from '../../components/format.js';
import { versionXml, type ProcessFile, type ProcessVersion } from './api.js';
import { downloadText, exportName } from './bpmn-file.js';

interface VersionTableProps {
  file: ProcessFile;
  onShow: (version: number) => void;
}

/** The history of one process: who published what, when and why, and how many cases still run on it. */
export function VersionTable({ file, onShow }: VersionTableProps) {
  const { message } = App.useApp();
  const exportVersion = async (version: number) => {
    try {
      const xml = await versionXml(file.resourceName, version);
      downloadText(exportName(file.name, version), xml, 'application/xml');
    } catch (error) {
      message.error(problemText(error));
    }
  };

  const columns: TableColumnsType<ProcessVersion> = [
    {
      title: '版本',
      width: 150,
      render: (_, { version, versionTag, current }) => (
        <Space size={4}>
          <span>第 {version} 版</span>
          {current && <Tag color="blue">现行</Tag>}
          {versionTag && <Tag>{versionTag}</Tag>}
        </Space>
      ),
    },
    { title: '发布时间', width: 190, render: (_, { deployedAt }) => formatInstant(deployedAt) },
    { title: '发布人', width: 100, dataIndex: 'deployedBy' },
    { title: '说明', dataIndex: 'note', render: (note: string) => note || '—' },
    { title: '办理中', width: 90, align: 'right', render: (_, { running }) => `${running} 件` },
    {
      title: '操作',
      width: 150,
      render: (_, { version }) => (
        <Space size={0}>
          <Button type="link" size="small" onClick={() => onShow(version)} aria-label={`查看第 ${version} 版`}>
            查看
          </Button>
          <Button
            type="link"
            size="small"
            onClick={() => void exportVersion(version)}
            aria-label={`导出第 ${version} 版`}
          >
            导出
          </Button>
        </Space>
      ),
    },
  ];

  return (
    <Table
      rowKey="version"
      size="small"
      columns={columns}
      dataSource={file.versions.toSorted((a, b) => b.version - a.version)}
      pagination={file.versions.length > 10 ? { pageSize: 10, size: 'small' } : false}
      locale={{ emptyText: '还没有发布过。' }}
    />
  );
}
