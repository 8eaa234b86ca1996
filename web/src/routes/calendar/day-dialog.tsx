import { App, DatePicker, Form, Input, Modal, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import { problemText } from '../../api/problem.js';
import { useSetDay } from './api.js';

interface DayForm {
  day: Dayjs;
  working: boolean;
  reason: string;
}

/** Decides one day against the published arrangement. */
export function DayDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [form] = Form.useForm<DayForm>();
  const { message, notification } = App.useApp();
  const setDay = useSetDay();

  const save = async () => {
    const { day, working, reason } = await form.validateFields();
    const text = day.format('YYYY-MM-DD');
    try {
      await setDay.mutateAsync({ day: text, working, reason });
      void message.success(`${text} 已改为${working ? '上班' : '休息'}，未到期的期限随即重新计算。`);
      onClose();
    } catch (reason_) {
      notification.error({ title: '没有调整', description: problemText(reason_) });
    }
  };

  return (
    <Modal
      title="调整一天"
      open={open}
      okText="调整并重新计算期限"
      confirmLoading={setDay.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} initialValues={{ working: false }}>
        <Form.Item name="day" label="日期" rules={[{ required: true, message: '请选择日期' }]}>
          <DatePicker placeholder="年-月-日" style={{ width: 200 }} />
        </Form.Item>
        <Form.Item name="working" label="改为">
          <Radio.Group
            options={[
              { value: false, label: '休息' },
              { value: true, label: '上班' },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label="依据"
          extra="写明通知或文号，会记入受影响流程的时间线。"
          rules={[{ required: true, whitespace: true, message: '请写明依据' }]}
        >
          <Input maxLength={200} placeholder="如：县政府办 2026 年 6 月 3 日防汛停工通告" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
