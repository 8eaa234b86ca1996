import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';

const MOST_DEMANDS = 20;

/** The numbered demands. Each will get its own answer, so each is written by itself. */
export function DemandsSection() {
  const form = Form.useFormInstance();
  const focusRow = (index: number) => requestAnimationFrame(() => form.focusField(['demands', index, 'text']));
  return (
    <section className="panel" aria-labelledby="demands-heading">
      <h2 id="demands-heading">诉求</h2>
      <p className="muted demands-hint">一项诉求写一条，逐条答复。按回车添加下一条。</p>
      <Form.List name="demands">
        {(fields, { add, remove, move }) => (
          <>
            <ol className="plain-list">
              {fields.map((field, index) => (
                <li key={field.key} className="demand-row">
                  <span className="demand-no" aria-hidden>
                    {index + 1}
                  </span>
                  <Form.Item
                    name={[field.name, 'text']}
                    rules={[{ required: true, whitespace: true, message: '请写明这项诉求，或删除这一条' }]}
                  >
                    <Input.TextArea
                      aria-label={`诉求 ${index + 1}`}
                      autoSize={{ minRows: 1, maxRows: 6 }}
                      maxLength={500}
                      onPressEnter={(event) => {
                        if (event.shiftKey || event.ctrlKey || event.nativeEvent.isComposing) return;
                        event.preventDefault();
                        if (fields.length >= MOST_DEMANDS) return;
                        add({ text: '' }, index + 1);
                        focusRow(index + 1);
                      }}
                    />
                  </Form.Item>
                  <span className="demand-tools">
                    <Button
                      type="text"
                      icon={<ArrowUpOutlined aria-hidden />}
                      disabled={index === 0}
                      aria-label={`诉求 ${index + 1} 上移`}
                      onClick={() => move(index, index - 1)}
                    />
                    <Button
                      type="text"
                      icon={<ArrowDownOutlined aria-hidden />}
                      disabled={index === fields.length - 1}
                      aria-label={`诉求 ${index + 1} 下移`}
                      onClick={() => move(index, index + 1)}
                    />
                    <Button
                      type="text"
                      icon={<DeleteOutlined aria-hidden />}
                      disabled={fields.length === 1}
                      aria-label={`删除诉求 ${index + 1}`}
                      onClick={() => remove(index)}
                    />
                  </span>
                </li>
              ))}
            </ol>
            <Button
              type="dashed"
              icon={<PlusOutlined aria-hidden />}
              disabled={fields.length >= MOST_DEMANDS}
              onClick={() => {
                add({ text: '' });
                focusRow(fields.length);
              }}
            >
              {fields.length >= MOST_DEMANDS ? `最多 ${MOST_DEMANDS} 项` : '添加一项诉求'}
            </Button>
          </>
        )}
      </Form.List>
    </section>
  );
}
