import { FilePdfOutlined, SendOutlined } from '@ant-design/icons';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  deliveryWays,
  receiptAddress,
  useDeliveries,
  useRecordDelivery,
  type Delivery,
  type DeliveryEntry,
} from '../../api/deliveries.js';
import { problemText } from '../../api/problem.js';
import type { Notice } from '../../api/types.js';
import { usePermissions } from '../../session/session.js';
import { formatDay } from '../format.js';
import { LoadError } from '../load-error.js';

/** How a notice reached the petitioner: what was recorded, and 登记送达. Nothing for forms and letters between organs. */
export function Deliveries({ notice }: { notice: Notice }) {
  const recorded = useDeliveries(notice.id);
  const { officer } = usePermissions();
  const [entering, setEntering] = useState(false);
  if (recorded.isError) return <LoadError compact error={recorded.error} onRetry={() => void recorded.refetch()} />;
  if (!recorded.data?.deliverable) return null;
  const { deliveries } = recorded.data;
  return (
    <section className="deliveries no-print" aria-label="送达情况">
      {deliveries.length === 0 ? <span className="muted">还没有登记送达</span> : null}
      <ul className="plain-list">
        {deliveries.map((delivery) => (
          <li key={delivery.id}>
            <span>{sentence(delivery)}</span>
            <a href={receiptAddress(delivery)} target="_blank" rel="noopener">
              <FilePdfOutlined aria-hidden /> 送达回证
            </a>
          </li>
        ))}
      </ul>
      {officer ? (
        <Button size="small" icon={<SendOutlined aria-hidden />} onClick={() => setEntering(true)}>
          登记送达
        </Button>
      ) : null}
      <DeliveryDialog notice={notice} open={entering} onClose={() => setEntering(false)} />
    </section>
  );
}

function sentence({ way, deliveredOn, receiver, relation, witness, refusedReason }: Delivery): string {
  const who = relation ? `${receiver}（${relation}）` : receiver;
  const refusal = refusedReason ? `，拒收原因：${refusedReason}` : '';
  return `${formatDay(deliveredOn)} ${way}送达，收件人 ${who}${witness ? `，见证人 ${witness}` : ''}${refusal}`;
}

const required = (label: string) => [{ required: true, message: `请填写${label}` }];

function DeliveryDialog({ notice, open, onClose }: { notice: Notice; open: boolean; onClose: () => void }) {
  const { message } = App.useApp();
  const record = useRecordDelivery(notice.id);
  const [form] = Form.useForm<DeliveryEntry>();
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const way = Form.useWatch('way', form);
  const left = way === '留置';
  const send = (entry: DeliveryEntry) => {
    const body = Object.fromEntries(Object.entries(entry).filter(([, value]) => value)) as unknown as DeliveryEntry;
    record.mutate(
      { body, idempotencyKey },
      {
        onSuccess: () => {
          void message.success('已登记送达，送达回证可以打印。');
          setIdempotencyKey(crypto.randomUUID());
          onClose();
        },
        // What is sent after a refusal is another request.
        onError: () => setIdempotencyKey(crypto.randomUUID()),
      },
    );
  };
  return (
    <Modal
      title={`登记送达：${notice.title} ${notice.number}`}
      open={open}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="登记送达，不可更改"
      cancelText="取消"
      confirmLoading={record.isPending}
      destroyOnHidden
    >
      {record.isError ? <Alert type="error" showIcon title={problemText(record.error)} className="gap-below" /> : null}
      <Form form={form} layout="vertical" onFinish={send} initialValues={{ way: '直接' }} preserve={false}>
        <Form.Item name="way" label="送达方式" rules={required('送达方式')}>
          <Select options={deliveryWays.map((value) => ({ value, label: `${value}送达` }))} />
        </Form.Item>
        <Form.Item name="deliveredOn" label="送达日期" rules={required('送达日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="receiver" label="收件人" rules={required('收件人')}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="relation" label="与受送达人的关系（他人代收时填写）">
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="witness" label="见证人" rules={left ? required('见证人') : []}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="refusedReason" label="拒收或未签收的原因" rules={left ? required('拒收的原因') : []}>
          <Input.TextArea maxLength={500} rows={2} />
        </Form.Item>
        <Form.Item name="note" label="备注">
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
