import { EyeOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { revealPerson } from '../../api/cases.js';
import { problemText } from '../../api/problem.js';
import type { CaseDetail, Petitioner } from '../../api/types.js';
import { Facts, type Fact } from '../facts.js';

/** What is shown in clear goes back behind the mask after five minutes. */
const SHOWN_MS = 5 * 60_000;
const SHORTEST_REASON = 4;

function personFacts(person: Petitioner): Fact[] {
  return [
    ['姓名', person.name],
    ['性别', person.sex],
    ['出生年份', person.birthYear],
    ['电话', person.phone],
    ['证件', [person.idType, person.idNumber].filter(Boolean).join(' ')],
    ['住址', person.address],
    ['代理人', person.agent],
  ];
}

/** The petitioner, masked; in clear for five minutes after a reason is given, which is recorded. */
export function Person({ dossier }: { dossier: CaseDetail }) {
  const [asking, setAsking] = useState(false);
  const reveal = useMutation({
    mutationFn: (reason: string) => revealPerson(dossier.id, reason),
    onSuccess: () => setAsking(false),
  });
  const { reset } = reveal;
  const shown = reveal.data?.person;

  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(reset, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown, reset]);

  return (
    <section aria-labelledby="person-title">
      <div className="panel-head">
        <h2 id="person-title">信访人</h2>
        {shown ? (
          <Button size="small" onClick={reset}>
            恢复遮盖
          </Button>
        ) : (
          <Button size="small" icon={<EyeOutlined aria-hidden />} onClick={() => setAsking(true)}>
            查看完整信息
          </Button>
        )}
      </div>
      <Facts facts={personFacts(shown ?? dossier.person)} />
      <Modal
        title="查看信访人完整信息"
        open={asking}
        onCancel={() => {
          setAsking(false);
          reset();
        }}
        footer={null}
        destroyOnHidden
      >
        <p>请写明查看原因。查看人、时间和原因会记入本案的查看记录，审计时可见。</p>
        {reveal.isError ? (
          <Alert type="error" showIcon title={problemText(reveal.error)} className="gap-below" />
        ) : null}
        <Form layout="vertical" onFinish={({ reason }: { reason: string }) => reveal.mutate(reason.trim())}>
          <Form.Item
            label="查看原因"
            name="reason"
            rules={[
              { required: true, whitespace: true, message: '请写明查看原因' },
              { min: SHORTEST_REASON, message: `至少写 ${SHORTEST_REASON} 个字` },
            ]}
          >
            <Input autoFocus maxLength={200} placeholder="例如：电话核实拖欠工资数额" />
          </Form.Item>
          <div className="row-end">
            <Button onClick={() => setAsking(false)}>取消</Button>
            <Button type="primary" htmlType="submit" loading={reveal.isPending}>
              查看并记录
            </Button>
          </div>
        </Form>
      </Modal>
    </section>
  );
}
