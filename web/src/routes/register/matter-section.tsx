import { Checkbox, DatePicker, Form, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useWindows } from '../../api/windows.js';
import type { Codes } from '../../api/types.js';

export const TITLE_LENGTH = 40;

/** What it is about and how it came in. */
export function MatterSection({ codes }: { codes: Codes }) {
  const windows = useWindows();
  const options = (list: Codes['channels']) => list.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <section className="panel" aria-labelledby="matter-heading">
      <h2 id="matter-heading">反映事项</h2>
      <div className="field-grid">
        <Form.Item
          className="span-3"
          label="事项标题"
          name="title"
          rules={[{ required: true, whitespace: true, message: '请用一句话写明反映什么' }]}
        >
          <Input maxLength={TITLE_LENGTH} showCount placeholder="例如：反映某建筑公司拖欠三名农民工工资" />
        </Form.Item>
        <Form.Item
          className="span-3"
          label="事项内容"
          name="summary"
          rules={[{ required: true, whitespace: true, message: '请记下时间、地点、经过和要求' }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={5000} />
        </Form.Item>
        <Form.Item label="类别" name="category" rules={[{ required: true, message: '请选择类别' }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options(codes.categories)} placeholder="请选择" />
        </Form.Item>
        <Form.Item label="渠道" name="channel" rules={[{ required: true, message: '请选择渠道' }]}>
          <Select options={options(codes.channels)} />
        </Form.Item>
        <Form.Item label="紧急程度" name="urgency" rules={[{ required: true, message: '请选择紧急程度' }]}>
          <Radio.Group options={options(codes.urgencies)} />
        </Form.Item>
        <Form.Item label="收到时间" name="receivedAt" tooltip="不填按现在计；期限从收到的次日起算">
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD ddd HH:mm"
            needConfirm={false}
            maxDate={dayjs().endOf('day')}
            placeholder="现在"
          />
        </Form.Item>
        <Form.Item label="接待窗口" name="window">
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="来访的选择窗口，给排队号"
            loading={windows.isPending}
            options={(windows.data ?? [])
              .filter(({ open }) => open)
              .map(({ id, name, position }) => ({ value: id, label: `${position} 号 ${name}` }))}
          />
        </Form.Item>
        <Form.Item label="发生地" name="place">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          className="span-3"
          label="此前办理情况"
          name="prior"
          tooltip="向哪个单位反映过、何时、结果如何，是否诉讼或复议"
        >
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={1000} />
        </Form.Item>
        <Form.Item className="span-3" label="特殊需要" name="needs">
          <Input maxLength={200} placeholder="例如：需要手语翻译、行动不便" />
        </Form.Item>
        <div className="span-3 consents">
          <Form.Item name="contactConsent" valuePropName="checked" noStyle>
            <Checkbox>同意工作人员联系</Checkbox>
          </Form.Item>
          <Form.Item name="isPublic" valuePropName="checked" noStyle>
            <Checkbox>同意公开办理情况</Checkbox>
          </Form.Item>
          <Form.Item name="secrecyAsked" valuePropName="checked" noStyle>
            <Checkbox>要求对身份保密</Checkbox>
          </Form.Item>
        </div>
      </div>
    </section>
  );
}
