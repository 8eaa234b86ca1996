import './processes.css';

import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { EmptyState } from '../../components/empty-state.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { useProcesses } from './api.js';
import { processIdsIn, resourceNameFor } from './bpmn-file.js';
import { ImportButton } from './import-button.js';
import { NewProcessDialog } from './new-process-dialog.js';
import { ProcessTable } from './process-table.js';
import { VersionViewer, type ShownVersion } from './version-viewer.js';

/** The process owner's list: what runs, on which version, and what is being changed. */
export default function Processes() {
  const processes = useProcesses();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<ShownVersion | null>(null);
  const files = processes.data ?? [];

  const importXml = async (xml: string, fileName: string) => {
    const resourceName = resourceNameFor(fileName, processIdsIn(xml), files);
    await navigate(`/studio/${encodeURIComponent(resourceName)}`, { state: { xml, origin: 'import', fileName } });
  };

  const actions = (
    <>
      <ImportButton label="导入流程图" onXml={importXml} />
      <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
        新建流程
      </Button>
    </>
  );

  return (
    <>
      <PageHead
        title="流程设计"
        sub="改动发布后，新登记的事项按新版办理，办理中的事项继续按原来的版本办理。"
        extra={actions}
      />
      {processes.isPending ? (
        <PageLoading />
      ) : processes.isError ? (
        <LoadError error={processes.error} onRetry={() => void processes.refetch()} />
      ) : files.length === 0 ? (
        <EmptyState title="还没有流程" hint="新建一个，或者导入已有的 .bpmn 流程图。" />
      ) : (
        <ProcessTable files={files} onShow={(file, version) => setShown({ file, version })} />
      )}
      <NewProcessDialog
        open={creating}
        taken={new Set(files.map((file) => file.resourceName))}
        onClose={() => setCreating(false)}
      />
      <VersionViewer shown={shown} onClose={() => setShown(null)} />
    </>
  );
}
