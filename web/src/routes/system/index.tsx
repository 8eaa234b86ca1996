import { useQuery } from '@tanstack/react-query';
import { Table, Tag } from 'antd';
import { useRoles, useUnits } from '../../api/session.js';
import type { Unit } from '../../api/types.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';

const CHECK_EVERY_MS = 15_000;

async function answers(path: string): Promise<boolean> {
  try {
    return (await fetch(path)).ok;
  } catch {
    return false;
  }
}

function Health({ path, name, meaning }: { path: string; name: string; meaning: string }) {
  const health = useQuery({
    queryKey: ['health', path],
    queryFn: () => answers(path),
    refetchInterval: CHECK_EVERY_MS,
  });
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {health.isPending ? (
          '检查中'
        ) : (
          <Tag color={health.data ? 'success' : 'error'}>{health.data ? '正常' : '异常'}</Tag>
        )}
      </td>
      <td className="muted">{meaning}</td>
    </tr>
  );
}

interface UnitNode extends Unit {
  children?: UnitNode[];
}

/** The units as a tree, each below the unit it belongs to. */
function treeOf(units: Unit[], parentId: string | null = null): UnitNode[] {
  return units
    .filter((unit) => unit.parentId === parentId)
    .map((unit) => {
      const children = treeOf(units, unit.id);
      return children.length > 0 ? { ...unit, children } : { ...unit };
    });
}

/** What an administrator looks at: whether the server is well, which units and roles there are. */
export default function SystemScreen() {
  const units = useUnits();
  const roles = useRoles();
  const failed = [units, roles].find((query) => query.isError);
  return (
    <>
      <PageHead title="系统" sub="运行状况、单位与角色" />
      <section className="panel">
        <h2>运行状况</h2>
        <table className="fact-table">
          <tbody>
            <Health path="/health/live" name="服务进程" meaning="服务程序是否在运行" />
            <Health path="/health/ready" name="可以办理" meaning="数据库、流程定义是否就绪，可以接受业务" />
          </tbody>
        </table>
      </section>
      {failed ? <LoadError error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {units.isPending || roles.isPending ? <PageLoading /> : null}
      {units.data ? (
        <section className="panel">
          <h2>单位</h2>
          <Table<UnitNode>
            rowKey="id"
            size="small"
            pagination={false}
            expandable={{ defaultExpandAllRows: true }}
            dataSource={treeOf(units.data)}
            columns={[
              { title: '名称', dataIndex: 'name' },
              { title: '层级', dataIndex: 'level', width: 200 },
            ]}
          />
        </section>
      ) : null}
      {roles.data ? (
        <section className="panel">
          <h2>角色</h2>
          <p>{roles.data.map((role) => role.name).join('、')}</p>
        </section>
      ) : null}
    </>
  );
}
