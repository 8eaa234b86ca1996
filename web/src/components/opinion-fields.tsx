import { Form, Input, Radio } from 'antd';
import { opinions } from '../api/evaluations.js';

const choices = opinions.map((opinion) => ({ value: opinion, label: opinion }));

/** What is asked of a petitioner: the petition office, the handling unit, and what he wants to add. */
export function OpinionFields() {
  return (
    <>
      <Form.Item name="ofOffice" label="对信访部门" rules={[{ required: true, message: '请选择对信访部门的评价' }]}>
        <Radio.Group aria-label="对信访部门的评价" options={choices} />
      </Form.Item>
      <Form.Item name="ofUnit" label="对办理单位" rules={[{ required: true, message: '请选择对办理单位的评价' }]}>
        <Radio.Group aria-label="对办理单位的评价" options={choices} />
      </Form.Item>
      <Form.Item name="remark" label="意见和建议（可不填）">
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </>
  );
}
