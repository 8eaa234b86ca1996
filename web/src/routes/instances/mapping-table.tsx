import { Select } from 'antd';

import type { TargetElement } from './target-elements.js';

interface MappingTableProps {
  /** Ids of steps that have no place of their own in the target version. */
  sources: readonly string[];
  targets: readonly TargetElement[];
  mapping: Readonly<Record<string, string>>;
  onChange: (mapping: Record<string, string>) => void;
}

/** Where steps go that the target version does not have under the same id. */
export function MappingTable({ sources, targets, mapping, onChange }: MappingTableProps) {
  return (
    <div className="instances-mapping">
      <p>以下环节在目标版本中没有同编号的环节，请选择对应的环节，再次预演：</p>
      {sources.map((source) => (
        <div key={source} className="instances-mapping-row">
          <span>{source}</span>
          <span aria-hidden>→</span>
          <Select
            aria-label={`“${source}”对应的环节`}
            className="instances-mapping-target"
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            placeholder="选择目标版本的环节"
            value={mapping[source] ?? null}
            options={targets.map(({ id, label }) => ({ value: id, label }))}
            onChange={(target: string | null | undefined) => {
              const { [source]: _, ...others } = mapping;
              onChange(target ? { ...others, [source]: target } : others);
            }}
          />
        </div>
      ))}
    </div>
  );
}
