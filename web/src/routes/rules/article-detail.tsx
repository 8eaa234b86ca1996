import { Alert, Pagination, Table, Tabs } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';

import { ProcessDiagram } from '../../components/diagram/index.js';
import { EmptyState } from '../../components/empty-state.js';
import { formatInstant } from '../../components/format.js';
import { LoadError } from '../../components/load-error.js';
import { PageLoading } from '../../components/page-loading.js';
import { useRuleCases, type RuleArticle, type RuleElement } from './api.js';

const PAGE_SIZE = 20;

/** What carries the article out, and which cases passed there. */
export function ArticleDetail({ article }: { article: RuleArticle }) {
  return (
    <>
      <h2 className="rules-title">{article.title}</h2>
      {article.note ? <Alert type="info" showIcon title={article.note} /> : null}
      <Tabs
        items={[
          { key: 'steps', label: `落实步骤（${article.elements.length}）`, children: <Steps article={article} /> },
          { key: 'cases', label: '经过的案件', children: <Cases key={article.id} article={article} /> },
        ]}
      />
    </>
  );
}

function Steps({ article }: { article: RuleArticle }) {
  const processes = [...new Map(article.elements.map((element) => [element.processId, element])).values()];
  const [wanted, setWanted] = useState<string>();
  const [selected, setSelected] = useState<string>();
  const shown = processes.find(({ processId }) => processId === wanted) ?? processes[0];
  if (!shown) {
    return (
      <EmptyState
        title={article.kind === 'study' ? '本条供学习，不由流程办理' : '还没有步骤引用本条'}
        hint={article.kind === 'procedure' ? '在流程设计中为步骤填写“依据”，本条即有落实。' : undefined}
      />
    );
  }
  const inShown = article.elements.filter(({ processId }) => processId === shown.processId);
  return (
    <>
      <div className="rules-processes" role="group" aria-label="流程">
        {processes.map(({ processId, processName, version }) => (
          <button
            key={processId}
            type="button"
            className={processId === shown.processId ? 'rules-process rules-process-chosen' : 'rules-process'}
            aria-pressed={processId === shown.processId}
            onClick={() => setWanted(processId)}
          >
            {processName} 第 {version} 版
          </button>
        ))}
      </div>
      <ol className="rules-steps">
        {inShown.map((element) => (
          <li key={element.elementId}>
            <button type="button" className="rules-step" onClick={() => setSelected(element.elementId)}>
              {nameOf(element)}
            </button>
          </li>
        ))}
      </ol>
      <ProcessDiagram
        key={`${article.id}/${shown.definitionKey}`}
        definitionKey={shown.definitionKey}
        label={shown.processName}
        selectedElementId={selected ?? null}
        citedElementIds={inShown.map(({ elementId }) => elementId)}
        height={460}
      />
    </>
  );
}

const typeNames: Record<string, string> = {
  USER_TASK: '人工办理',
  SERVICE_TASK: '自动步骤',
  BUSINESS_RULE_TASK: '决策表',
  CALL_ACTIVITY: '调用流程',
  SUB_PROCESS: '子流程',
  EXCLUSIVE_GATEWAY: '判断',
  INCLUSIVE_GATEWAY: '多项判断',
  PARALLEL_GATEWAY: '并行',
  EVENT_BASED_GATEWAY: '等待',
  START_EVENT: '开始',
  END_EVENT: '结束',
  BOUNDARY_EVENT: '期限或消息',
};

const nameOf = ({ elementName, elementType }: RuleElement): string => {
  const type = typeNames[elementType] ?? '步骤';
  return elementName ? `${elementName}（${type}）` : type;
};

function Cases({ article }: { article: RuleArticle }) {
  const [page, setPage] = useState(1);
  const cases = useRuleCases(article.id, page, PAGE_SIZE);
  if (cases.isPending) return <PageLoading rows={4} />;
  if (cases.isError) return <LoadError compact error={cases.error} onRetry={() => void cases.refetch()} />;
  if (cases.data.total === 0) {
    return <EmptyState title="还没有案件经过这些步骤" hint="只列出您有权查看的案件。" />;
  }
  return (
    <>
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={cases.data.items}
        columns={[
          {
            title: '案号',
            dataIndex: 'number',
            render: (number: string, { id }) => <Link to={`/cases/${id}`}>{number}</Link>,
          },
          { title: '事项', dataIndex: 'title' },
          { title: '状态', dataIndex: 'status', width: 90 },
          { title: '最近经过', dataIndex: 'passedAt', width: 160, render: (at: string) => formatInstant(at) },
        ]}
      />
      {cases.data.total > PAGE_SIZE ? (
        <Pagination
          className="rules-pages"
          size="small"
          current={page}
          pageSize={PAGE_SIZE}
          total={cases.data.total}
          showSizeChanger={false}
          onChange={setPage}
        />
      ) : null}
    </>
  );
}
