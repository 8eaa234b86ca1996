import { Form, Select } from 'antd';

import { useVersionXml, type ProcessFile, type ProcessVersion } from '../processes/api.js';
import type { BatchCheck } from './api.js';
import { MappingTable } from './mapping-table.js';
import { elementsIn } from './target-elements.js';

interface MigrationChoiceProps {
  file: ProcessFile;
  processId: string;
  target: ProcessVersion;
  onTarget: (version: ProcessVersion) => void;
  check: BatchCheck | null;
  mapping: Readonly<Record<string, string>>;
  onMapping: (mapping: Record<string, string>) => void;
}

/** To which version, and where steps go that it has under another id. */
export function MigrationChoice({
  file,
  processId,
  target,
  onTarget,
  check,
  mapping,
  onMapping,
}: MigrationChoiceProps) {
  const xml = useVersionXml(file.resourceName, target.version);
  const targets = xml.data ? elementsIn(xml.data, processId) : [];
  const known = new Set(targets.map(({ id }) => id));
  const missing = (check?.refused ?? []).flatMap(({ problems }) =>
    problems.flatMap(({ elementId }) => elementId ?? []),
  );
  const sources = [...new Set([...Object.keys(mapping), ...missing.filter((id) => !known.has(id))])].sort();
  return (
    <>
      <Form.Item label="迁移到" className="instances-target">
        <Select
          aria-label="迁移到"
          value={target.version}
          options={file.versions
            .filter(({ definitionKeys }) => definitionKeys[processId])
            .toSorted((a, b) => b.version - a.version)
            .map(({ version, current, note }) => ({
              value: version,
              label: `第 ${version} 版${current ? '（现行）' : ''}${note ? ` ${note}` : ''}`,
            }))}
          onChange={(version: number) => onTarget(file.versions.find((one) => one.version === version)!)}
        />
      </Form.Item>
      {sources.length > 0 && (
        <MappingTable sources={sources} targets={targets} mapping={mapping} onChange={onMapping} />
      )}
    </>
  );
}
