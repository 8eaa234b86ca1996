import { Alert, App, Button, Form, Input, Radio, Select } from 'antd';
import { useDecideLink, type CaseRelation, type Comparison } from '../../../api/case-links.js';
import { problemText } from '../../../api/problem.js';

const TELLINGS = ['当面告知', '电话告知', '书面告知', '短信告知'];
const SHORTEST_REASON = 4;

interface Decision {
  relation: CaseRelation;
  told?: string;
  reason: string;
}

/** What each decision does, said before it is made. */
function consequences({ earlier, later, isEarlierOpen }: Comparison): { relation: CaseRelation; does: string }[] {
  return [
    {
      relation: '相同事项',
      does: isEarlierOpen
        ? `同一人、同一事实、同一诉求。${later.number} 标为“重复：见 ${earlier.number}”，提醒正在办理的单位一并核实，并告知信访人原事项办到哪里。不会自动办结；有新的事实和理由的，列为新的诉求照常办理。`
        : `同一人、同一事实、同一诉求。${later.number} 标为“重复：见 ${earlier.number}”。原事项已经办结，本件照常办理和答复。`,
    },
    { relation: '相关事项', does: '同一事实、不同的人。两件各自办理，在案件页上互相可见。' },
    { relation: '同一信访人其他事项', does: '同一人的另外一件事。两件各自办理，在案件页上互相可见。' },
    { relation: '不是', does: '没有关系。以后不再提示；先前的认定同时撤销。' },
  ];
}

const BUTTONS: Record<CaseRelation, string> = {
  相同事项: '认定相同事项并标为重复',
  相关事项: '认定相关事项并建立关联',
  同一信访人其他事项: '认定为同一信访人其他事项',
  不是: '认定不是，不再提示',
};

interface DecisionFormProps {
  caseId: string;
  otherId: string;
  comparison: Comparison;
  onDone: () => void;
}

export function DecisionForm({ caseId, otherId, comparison, onDone }: DecisionFormProps) {
  const { notification } = App.useApp();
  const [form] = Form.useForm<Decision>();
  const relation = Form.useWatch('relation', form);
  const decide = useDecideLink(caseId);
  const mustTell = relation === '相同事项' && comparison.isEarlierOpen;
  const standing = comparison.decisions.at(-1)?.relation;

  const submit = (decision: Decision) =>
    decide.mutate(
      {
        otherCaseId: otherId,
        relation: decision.relation,
        reason: decision.reason.trim(),
        ...(mustTell && decision.told ? { told: decision.told } : {}),
        seen: comparison.decisions.length,
      },
      {
        onSuccess: (answer) => {
          notification.success({ title: '已认定', description: answer.message, duration: 10 });
          onDone();
        },
      },
    );

  return (
    <Form form={form} layout="vertical" className="decision" onFinish={submit}>
      <Form.Item
        label="认定结果"
        name="relation"
        rules={[{ required: true, message: '请选择认定结果' }]}
        className="decision-choice"
      >
        <Radio.Group>
          {consequences(comparison).map((option) => (
            <Radio key={option.relation} value={option.relation} disabled={option.relation === standing}>
              <b>{option.relation}</b>
              {option.relation === standing ? '（现在的认定）' : ''}
              <span className="decision-does">{option.does}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {mustTell ? (
        <Form.Item
          label="怎样告知信访人原事项办到哪里"
          name="told"
          rules={[{ required: true, message: '请选择告知方式' }]}
        >
          <Select options={TELLINGS.map((value) => ({ value, label: value }))} className="decision-told" />
        </Form.Item>
      ) : null}
      <Form.Item
        label="认定理由"
        name="reason"
        rules={[
          { required: true, whitespace: true, message: '请写明认定理由' },
          { min: SHORTEST_REASON, message: `至少写 ${SHORTEST_REASON} 个字` },
        ]}
      >
        <Input.TextArea rows={2} maxLength={500} placeholder="例如：同一工地同一笔工资，诉求没有变化" />
      </Form.Item>
      {decide.isError ? <Alert type="error" showIcon title={problemText(decide.error)} className="gap-below" /> : null}
      <Button type="primary" htmlType="submit" loading={decide.isPending}>
        {relation ? BUTTONS[relation] : '认定'}
      </Button>
    </Form>
  );
}
