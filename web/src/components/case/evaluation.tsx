import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  useEnterEvaluation,
  useEvaluation,
  type EnteredEvaluation,
  type Evaluation as Said,
} from '../../api/evaluations.js';
import { problemText } from '../../api/problem.js';
import { useSession } from '../../session/session.js';
import { Facts } from '../facts.js';
import { formatInstant } from '../format.js';
import { LoadError } from '../load-error.js';
import { OpinionFields } from '../opinion-fields.js';

/** Posts that call back and file; the server decides. */
const enterers = new Set(['R1', 'R2', 'R3', 'R15']);

function origin({ source, evidence, enteredBy, at }: Said): string {
  if (source === '查询码') return `信访人凭查询码评价，${formatInstant(at)}`;
  return `${source} ${evidence ?? ''}，${enteredBy ?? ''} ${formatInstant(at)} 录入`;
}

/** 信访人评价: what the petitioner said of the work; nothing before the reply. */
export function Evaluation({ caseId }: { caseId: string }) {
  const state = useEvaluation(caseId);
  const { user } = useSession();
  const [entering, setEntering] = useState(false);
  if (state.isError) return <LoadError compact error={state.error} onRetry={() => void state.refetch()} />;
  if (!state.data || (!state.data.evaluation && !state.data.isOpen)) return null;
  const { evaluation } = state.data;
  return (
    <section aria-labelledby="evaluation-title">
      <h2 id="evaluation-title">信访人评价</h2>
      {evaluation ? (
        <Facts
          facts={[
            ['对信访部门', evaluation.ofOffice],
            ['对办理单位', evaluation.ofUnit],
            ['意见', evaluation.remark],
            ['来源', origin(evaluation)],
          ]}
        />
      ) : (
        <p className="muted">信访人还没有评价，可凭编号和查询码自行评价。</p>
      )}
      {!evaluation && user.roles.some((role) => enterers.has(role.code)) ? (
        <Button size="small" className="no-print" onClick={() => setEntering(true)}>
          录入回访评价
        </Button>
      ) : null}
      <EvaluationDialog caseId={caseId} open={entering} onClose={() => setEntering(false)} />
    </section>
  );
}

function EvaluationDialog({ caseId, open, onClose }: { caseId: string; open: boolean; onClose: () => void }) {
  const { message, notification } = App.useApp();
  const enter = useEnterEvaluation(caseId);
  const [form] = Form.useForm<EnteredEvaluation>();
  const save = async () => {
    const values = await form.validateFields();
    try {
      await enter.mutateAsync(values);
      void message.success('已录入信访人的评价。');
      onClose();
    } catch (reason) {
      notification.error({ title: '没有录入', description: problemText(reason) });
    }
  };
  return (
    <Modal
      title="录入回访评价"
      open={open}
      okText="录入，录入后不能更改"
      confirmLoading={enter.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="muted">评价只能由信访人作出：须有其签字的回访表，或者回访通话的记录。</p>
      <Form form={form} layout="vertical" preserve={false}>
        <OpinionFields />
        <Form.Item name="source" label="凭据" rules={[{ required: true, message: '请选择凭据' }]}>
          <Select options={['签字回访表', '通话记录'].map((source) => ({ value: source, label: source }))} />
        </Form.Item>
        <Form.Item
          name="evidence"
          label="凭据编号"
          rules={[{ required: true, whitespace: true, message: '请填写凭据编号' }]}
        >
          <Input maxLength={100} placeholder="回访表编号，或者录音的日期和编号" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
