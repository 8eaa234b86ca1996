import { Button, Checkbox, Select, type InputRef } from 'antd';
import { useCallback, useMemo, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { useCases } from '../../api/cases.js';
import { useCodes, useUnits } from '../../api/session.js';
import { EmptyState } from '../../components/empty-state.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { SearchBox } from '../../components/search-box.js';
import { useFilters } from '../../components/use-filters.js';
import { useListKeys } from '../../components/use-list-keys.js';
import { CasesTable } from './cases-table.js';
import './cases.css';

const PAGE_SIZE = 20;

const named = (...names: string[]) => names.map((name) => ({ value: name, label: name }));

function FilterBar({ filters }: { filters: ReturnType<typeof useFilters> }) {
  const codes = useCodes();
  const units = useUnits();
  const options = (list: { code: string; name: string }[] | undefined) =>
    (list ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const choice = (name: string, label: string, list: { value: string; label: string }[], width: number) => (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width }}
      placeholder={label}
      aria-label={label}
      options={list}
      value={filters.get(name) || null}
      onChange={(value: string | null) => filters.set({ [name]: value ?? null })}
    />
  );
  return (
    <div className="filter-bar no-print">
      {choice('status', '办理状态', options(codes.data?.statuses), 130)}
      {choice('category', '事项类别', options(codes.data?.categories), 170)}
      {choice(
        'unitId',
        '责任单位',
        (units.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        230,
      )}
      {choice('occurrence', '首次或重复', named('首次', '重复'), 120)}
      {choice('gathering', '集体访、联名', named('集体访', '联名'), 130)}
      <Checkbox
        checked={filters.get('overdue') === 'true'}
        onChange={(event) => filters.set({ overdue: event.target.checked ? 'true' : null })}
      >
        只看超期
      </Checkbox>
    </div>
  );
}

/** 案件: every case this person may see. */
export default function CasesScreen() {
  const filters = useFilters();
  const navigate = useNavigate();
  const searchBox = useRef<InputRef>(null);
  const query = {
    q: filters.get('q'),
    status: filters.get('status'),
    category: filters.get('category'),
    unitId: filters.get('unitId'),
    overdue: filters.get('overdue') === 'true',
    occurrence: filters.get('occurrence'),
    gathering: filters.get('gathering'),
    page: filters.page,
    size: PAGE_SIZE,
  };
  const cases = useCases(query);
  const items = useMemo(() => cases.data?.items ?? [], [cases.data]);
  const filtered = Boolean(
    query.q || query.status || query.category || query.unitId || query.overdue || query.occurrence || query.gathering,
  );

  const open = useCallback(
    (index: number) => items[index] && void navigate(`/cases/${items[index].id}`),
    [items, navigate],
  );
  const search = useCallback(() => searchBox.current?.focus({ cursor: 'all' }), []);
  const [marked] = useListKeys({ count: items.length, onOpen: open, onSearch: search });

  const clear = () =>
    filters.set({
      q: null,
      status: null,
      category: null,
      unitId: null,
      overdue: null,
      occurrence: null,
      gathering: null,
    });
  return (
    <>
      <PageHead
        title="案件"
        sub={cases.data ? `共 ${cases.data.total} 件` : undefined}
        extra={
          <SearchBox
            value={query.q}
            inputRef={searchBox}
            placeholder="搜索案号、信访人、事项、文书号"
            onSearch={(q) => filters.set({ q })}
          />
        }
      />
      <section className="panel">
        <FilterBar filters={filters} />
        {cases.isPending ? <PageLoading /> : null}
        {cases.isError ? <LoadError error={cases.error} onRetry={() => void cases.refetch()} /> : null}
        {cases.isSuccess && items.length === 0 ? (
          filtered ? (
            <EmptyState
              title="没有符合条件的案件"
              hint="可以放宽条件再找。"
              action={<Button onClick={clear}>清除条件</Button>}
            />
          ) : (
            <EmptyState
              title="还没有案件"
              hint="登记来访后，案件会列在这里。"
              action={
                <Link to="/register">
                  <Button type="primary">登记来访</Button>
                </Link>
              }
            />
          )
        ) : null}
        {cases.isSuccess && items.length > 0 ? (
          <CasesTable
            items={items}
            marked={marked}
            page={query.page}
            pageSize={PAGE_SIZE}
            total={cases.data.total}
            onPage={(page) => filters.set({ page })}
          />
        ) : null}
      </section>
    </>
  );
}
