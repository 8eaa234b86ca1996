import { Button, Form, Input, InputNumber, Radio, Select, type FormInstance } from 'antd';
import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import type { Code } from '../../api/types.js';
import { isIdentityNumber, readIdentityNumber } from './id-number.js';
import type { RegistrationValues } from './registration.js';

const EARLIEST_BIRTH = 1900;
/** From this many people on it is a collective visit, with at most five representatives (R22-20). */
const COLLECTIVE = 5;

function IdentityNumber({ form, idTypes }: { form: FormInstance<RegistrationValues>; idTypes: Code[] }) {
  const idType = Form.useWatch(['petitioner', 'idType'], form);
  const isIdentityCard = idTypes.find((type) => type.code === idType)?.name.includes('身份证') ?? false;
  const fillIn = (text: string) => {
    const known = isIdentityCard ? readIdentityNumber(text.trim()) : null;
    if (known) {
      form.setFieldValue(['petitioner', 'birthYear'], known.birthYear);
      form.setFieldValue(['petitioner', 'sex'], known.sex);
    }
  };
  return (
    <Form.Item
      className="span-2"
      label="证件号码"
      name={['petitioner', 'idNumber']}
      dependencies={[['petitioner', 'idType']]}
      rules={[
        {
          warningOnly: true,
          validator: (_, text?: string) =>
            !text?.trim() || !isIdentityCard || isIdentityNumber(text.trim())
              ? Promise.resolve()
              : Promise.reject(new Error('号码与身份证编码规则不符，请再核对')),
        },
      ]}
    >
      <Input maxLength={30} autoComplete="off" onChange={(event) => fillIn(event.target.value)} />
    </Form.Item>
  );
}

function Companions({ form }: { form: FormInstance<RegistrationValues> }) {
  const headcount = Form.useWatch('headcount', form) ?? 1;
  /** The petitioner and the companions listed are at least so many. */
  const countUp = (listed: number) => {
    if ((form.getFieldValue('headcount') as number) < listed + 1) form.setFieldValue('headcount', listed + 1);
  };
  return (
    <>
      <Form.Item
        label="来访人数"
        name="headcount"
        rules={[{ required: true, message: '请填写人数' }]}
        extra={headcount >= COLLECTIVE ? '5 人以上为集体来访，请推选不超过 5 名代表；随同人员可以全部登记。' : null}
      >
        <InputNumber min={1} max={9999} precision={0} suffix="人" />
      </Form.Item>
      <Form.List name="companions">
        {(fields, { add, remove }) => (
          <div className="span-3 companions">
            {fields.map((field, index) => (
              <div key={field.key} className="companion">
                <Form.Item name={[field.name, 'name']} label={`随同人员 ${index + 1}`}>
                  <Input maxLength={50} autoComplete="off" />
                </Form.Item>
                <Button
                  type="text"
                  icon={<MinusCircleOutlined aria-hidden />}
                  aria-label={`删除随同人员 ${index + 1}`}
                  onClick={() => remove(field.name)}
                />
              </div>
            ))}
            <Button
              type="dashed"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => {
                add({ name: '' });
                countUp(fields.length + 1);
              }}
            >
              添加随同人员
            </Button>
          </div>
        )}
      </Form.List>
    </>
  );
}

/** Who comes: the petitioner, and who comes along. */
export function PersonSection({ form, idTypes }: { form: FormInstance<RegistrationValues>; idTypes: Code[] }) {
  return (
    <section className="panel" aria-labelledby="person-heading">
      <h2 id="person-heading">信访人</h2>
      <div className="field-grid">
        <Form.Item
          label="姓名"
          name={['petitioner', 'name']}
          rules={[{ required: true, whitespace: true, message: '请填写姓名；不愿留名的写“匿名”' }]}
        >
          <Input autoFocus maxLength={50} autoComplete="off" />
        </Form.Item>
        <Form.Item
          label="联系电话"
          name={['petitioner', 'phone']}
          rules={[{ warningOnly: true, pattern: /^[\d\s+-]{7,20}$/, message: '不像电话号码，请再核对' }]}
        >
          <Input maxLength={30} autoComplete="off" inputMode="tel" />
        </Form.Item>
        <Form.Item label="证件类型" name={['petitioner', 'idType']}>
          <Select options={idTypes.map(({ code, name }) => ({ value: code, label: name }))} />
        </Form.Item>
        <IdentityNumber form={form} idTypes={idTypes} />
        <Form.Item label="性别" name={['petitioner', 'sex']}>
          <Radio.Group options={['男', '女']} />
        </Form.Item>
        <Form.Item label="出生年份" name={['petitioner', 'birthYear']}>
          <InputNumber min={EARLIEST_BIRTH} max={new Date().getFullYear()} precision={0} suffix="年" />
        </Form.Item>
        <Form.Item className="span-2" label="住址" name={['petitioner', 'address']}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item label="代理人" name={['petitioner', 'agent']} tooltip="由他人代为反映的，写代理人姓名，并留存授权书">
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
        <Companions form={form} />
      </div>
    </section>
  );
}
