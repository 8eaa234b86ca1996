import { Tag } from 'antd';
import type { CaseInstance, Clock } from '../../api/types.js';
import { clockMark } from '../../components/clock-bar.js';
import { ProcessDiagram } from '../../components/diagram/index.js';
import { EmptyState } from '../../components/empty-state.js';
import { formatInstant } from '../../components/format.js';

const STATES: Record<string, { word: string; color: string }> = {
  active: { word: '办理中', color: 'blue' },
  suspended: { word: '已暂停', color: 'orange' },
  completed: { word: '已走完', color: 'default' },
  canceled: { word: '已取消', color: 'default' },
  terminated: { word: '已取消', color: 'default' },
};

function currentSteps(instance: CaseInstance): string {
  return instance.current
    .map(({ name, assignee }) => {
      const who = typeof assignee === 'string' ? assignee : assignee?.displayName;
      return who ? `${name}（${who}）` : `${name}（待签收）`;
    })
    .join('、');
}

/** The process of an incident of conduct: no clock of the petition is shown on it. */
const INCIDENT_PROCESS = 'xf_order';

function Instance({ instance, clock }: { instance: CaseInstance; clock: Clock | null }) {
  const state = STATES[instance.status.toLowerCase()] ?? { word: '状态不明', color: 'default' };
  return (
    <section className="case-instance">
      <h2>
        {instance.processName} <Tag color={state.color}>{state.word}</Tag>
      </h2>
      <p className="muted spaced">
        <span>第 {instance.version} 版流程</span>
        <span>{formatInstant(instance.startedAt)} 开始</span>
        {instance.endedAt ? <span>{formatInstant(instance.endedAt)} 结束</span> : null}
      </p>
      {instance.current.length > 0 ? <p>现在的环节：{currentSteps(instance)}</p> : null}
      {instance.definitionKey ? (
        <ProcessDiagram
          definitionKey={instance.definitionKey}
          label={instance.processName}
          currentElementIds={instance.currentElementIds ?? []}
          doneElementIds={instance.doneElementIds ?? []}
          takenFlowIds={instance.takenFlowIds ?? []}
          clock={instance.processId === INCIDENT_PROCESS ? null : clockMark(clock)}
          height={460}
        />
      ) : null}
    </section>
  );
}

/** The process instances that serve the case, each on its drawing. */
export function Instances({ instances, clock }: { instances: CaseInstance[]; clock: Clock | null }) {
  if (instances.length === 0) return <EmptyState title="没有正在走的流程" hint="登记后流程会自动开始，请稍候刷新。" />;
  return instances.map((instance) => <Instance key={instance.key} instance={instance} clock={clock} />);
}
