import { Modal } from 'antd';

import { DiagramPlaceholder, DiagramView } from '../../components/diagram/diagram-view.js';
import { LoadError } from '../../components/load-error.js';
import { useVersionXml, type ProcessFile } from './api.js';

export interface ShownVersion {
  file: ProcessFile;
  version: number;
}

const HEIGHT = 'calc(100vh - 180px)';

/** A deployed version to look at; nothing can be changed in it. */
export function VersionViewer({ shown, onClose }: { shown: ShownVersion | null; onClose: () => void }) {
  return (
    <Modal
      open={shown !== null}
      title={shown ? `${shown.file.name} · 第 ${shown.version} 版（只读）` : ''}
      width="94vw"
      style={{ top: 24 }}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {shown && <VersionDiagram {...shown} />}
    </Modal>
  );
}

function VersionDiagram({ file, version }: ShownVersion) {
  const xml = useVersionXml(file.resourceName, version);
  if (xml.isPending) return <DiagramPlaceholder height={HEIGHT} />;
  if (xml.isError) return <LoadError error={xml.error} onRetry={() => void xml.refetch()} />;
  return <DiagramView xml={xml.data} label={`${file.name} 第 ${version} 版`} height={HEIGHT} />;
}
