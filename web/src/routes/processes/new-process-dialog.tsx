import { Form, Input, Modal } from 'antd';
import { useNavigate } from 'react-router';

import { blankProcess } from './blank-process.js';

interface NewProcess {
  name: string;
  processId: string;
}

interface NewProcessDialogProps {
  open: boolean;
  /** Resource names already in use. */
  taken: ReadonlySet<string>;
  onClose: () => void;
}

/** Asks for the name of a new process and opens it in the studio. Nothing is kept on the server before it is saved there. */
export function NewProcessDialog({ open, taken, onClose }: NewProcessDialogProps) {
  const [form] = Form.useForm<NewProcess>();
  const navigate = useNavigate();
  const create = ({ name, processId }: NewProcess) =>
    void navigate(`/studio/${encodeURIComponent(`${processId}.bpmn`)}`, {
      state: { xml: blankProcess(processId, name.trim()), origin: 'new' },
    });

  return (
    <Modal
      open={open}
      title="新建流程"
      okText="开始绘制"
      onOk={form.submit}
      onCancel={onClose}
      afterClose={form.resetFields}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" onFinish={create} preserve={false} requiredMark style={{ paddingBottom: 12 }}>
        <Form.Item
          name="name"
          label="流程名称"
          rules={[{ required: true, whitespace: true, message: '请填写流程名称，如“复查复核”。' }]}
        >
          <Input maxLength={40} autoFocus placeholder="如：复查复核" />
        </Form.Item>
        <Form.Item
          name="processId"
          label="流程编号"
          extra="发布后不再更改；用小写字母、数字和下划线，如 xf_review。"
          rules={[
            { required: true, message: '请填写流程编号。' },
            { pattern: /^[a-z][a-z0-9_]{1,39}$/, message: '以小写字母开头，只用小写字母、数字和下划线。' },
            {
              validator: (_, value: string) =>
                taken.has(`${value}.bpmn`) ? Promise.reject(new Error('已有流程用了这个编号，请换一个。')) : Promise.resolve(),
            },
          ]}
        >
          <Input maxLength={40} placeholder="xf_hearing" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
