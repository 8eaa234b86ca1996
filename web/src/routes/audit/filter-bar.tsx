import { Button, Checkbox, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';

import { useCodes, useUnits } from '../../api/session.js';
import type { useFilters } from '../../components/use-filters.js';
import { useProcesses } from '../processes/api.js';
import { statusChoices, type InstanceFilters } from './api.js';

type Filters = ReturnType<typeof useFilters>;

/** The filters as they stand in the address. */
export function readFilters({ get }: Filters): InstanceFilters {
  return {
    processId: get('processId'),
    version: get('version'),
    status: get('status'),
    unitId: get('unitId'),
    outcome: get('outcome'),
    from: get('from'),
    to: get('to'),
    q: get('q'),
    overdue: get('overdue') === 'true',
    incident: get('incident') === 'true',
  };
}

export function isFiltered(filters: InstanceFilters): boolean {
  return Object.values(filters).some((value) => value !== '' && value !== false);
}

const cleared = Object.fromEntries(
  ['processId', 'version', 'status', 'unitId', 'outcome', 'from', 'to', 'q', 'overdue', 'incident'].map((name) => [
    name,
    null,
  ]),
);

export function clearFilters(filters: Filters): void {
  filters.set(cleared);
}

interface Choice {
  value: string;
  label: string;
}

export function FilterBar({ filters }: { filters: Filters }) {
  const codes = useCodes();
  const units = useUnits();
  const files = useProcesses().data ?? [];
  const { get, set } = filters;
  const processId = get('processId');
  const file = files.find((candidate) => candidate.processes.some((process) => process.processId === processId));
  const processes = files.flatMap((candidate) => candidate.processes);

  const select = (name: string, label: string, options: Choice[], width: number, also: Record<string, null> = {}) => (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width }}
      placeholder={label}
      aria-label={label}
      options={options}
      value={get(name) || null}
      onChange={(value: string | null) => set({ ...also, [name]: value ?? null })}
    />
  );
  const check = (name: string, label: string) => (
    <Checkbox
      checked={get(name) === 'true'}
      onChange={(event) => set({ [name]: event.target.checked ? 'true' : null })}
    >
      {label}
    </Checkbox>
  );
  const day = (name: string) => (get(name) ? dayjs(get(name)) : null);

  return (
    <div className="filter-bar no-print">
      {select(
        'processId',
        '流程',
        processes.map((process) => ({ value: process.processId, label: process.name })),
        140,
        {
          version: null,
        },
      )}
      {file &&
        select(
          'version',
          '版本',
          file.versions.map(({ version }) => ({ value: `${version}`, label: `第 ${version} 版` })),
          100,
        )}
      {select('status', '状态', statusChoices, 100)}
      {select(
        'unitId',
        '责任单位',
        (units.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        210,
      )}
      {select(
        'outcome',
        '办理结果',
        (codes.data?.outcomes ?? []).map(({ code, name }) => ({ value: code, label: name })),
        120,
      )}
      <DatePicker.RangePicker
        style={{ width: 240 }}
        aria-label="开始日期的范围"
        placeholder={['开始于', '至']}
        allowEmpty={[true, true]}
        value={[day('from'), day('to')]}
        onChange={(range) =>
          set({ from: range?.[0]?.format('YYYY-MM-DD') ?? null, to: range?.[1]?.format('YYYY-MM-DD') ?? null })
        }
      />
      {check('overdue', '只看超期')}
      {check('incident', '只看异常')}
      {isFiltered(readFilters(filters)) && (
        <Button type="link" size="small" onClick={() => clearFilters(filters)}>
          清除条件
        </Button>
      )}
    </div>
  );
}
