import { App, Form, Input, Modal, Select } from 'antd';
import { problemText } from '../../api/problem.js';
import { urgeGrounds, useUrge, type LateItem } from './api.js';

/** Ground and facts of a 督办; what is known of the case is not asked again. */
export function UrgeDialog({ item, onClose }: { item: LateItem; onClose: () => void }) {
  const { message, notification } = App.useApp();
  const [form] = Form.useForm<{ ground: string; facts: string }>();
  const urge = useUrge();

  const send = async () => {
    const values = await form.validateFields().catch(() => null);
    if (!values) return;
    try {
      const answer = await urge.mutateAsync({ caseId: item.caseId, ...values });
      void message.success(answer.message);
      onClose();
    } catch (reason) {
      notification.error({ title: '没有发起督办', description: problemText(reason) });
    }
  };

  return (
    <Modal
      open
      title={`催办 ${item.caseNumber}`}
      okText="发起督办"
      cancelText="取消"
      confirmLoading={urge.isPending}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <p>
        {item.title}，由{item.unitName}负责。发起后由信访督查组催办，责任单位三个工作日内整改反馈。
      </p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          ground: '逾期未办结',
          facts: `“${item.clock}”期限 ${item.lastDay} 届满，已超期 ${item.daysLate} 天。`,
        }}
      >
        <Form.Item label="督办事由" name="ground" rules={[{ required: true, message: '请选择督办事由' }]}>
          <Select options={urgeGrounds.map((ground) => ({ value: ground, label: ground }))} />
        </Form.Item>
        <Form.Item
          label="事实"
          name="facts"
          rules={[{ required: true, whitespace: true, min: 10, message: '请写明事实，不少于十个字' }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
