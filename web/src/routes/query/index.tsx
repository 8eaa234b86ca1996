import { PrinterOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { problemText } from '../../api/problem.js';
import { lookUp } from '../../api/public-progress.js';
import { useDocumentTitle } from '../../components/use-document-title.js';
import { Progress } from './progress.js';
import './query.css';

interface Receipt {
  number: string;
  queryCode: string;
}

/** 办理进度查询: for whoever holds the receipt, without signing in. The code is never part of an address. */
export default function QueryScreen() {
  useDocumentTitle('办理进度查询');
  const result = useRef<HTMLElement>(null);
  const lookup = useMutation({ mutationFn: ({ number, queryCode }: Receipt) => lookUp(number, queryCode) });
  const found = lookup.data;

  useEffect(() => {
    if (found) result.current?.focus();
  }, [found]);

  return (
    <main className="query">
      <header className="query-head">
        <img src="/favicon.svg" alt="" width={32} height={32} />
        <h1>信访事项办理进度查询</h1>
      </header>
      <section className="query-card no-print" aria-label="查询">
        <p className="muted">请填写登记凭证上的事项编号和查询码。查询码不要告诉他人。</p>
        {lookup.isError ? (
          <Alert type="error" showIcon title={problemText(lookup.error)} className="gap-below" />
        ) : null}
        <Form layout="vertical" requiredMark={false} onFinish={(values: Receipt) => lookup.mutate(values)}>
          <Form.Item
            label="事项编号"
            name="number"
            rules={[{ required: true, whitespace: true, message: '请填写事项编号' }]}
          >
            <Input size="large" inputMode="numeric" autoComplete="off" maxLength={40} />
          </Form.Item>
          <Form.Item
            label="查询码"
            name="queryCode"
            rules={[{ required: true, whitespace: true, message: '请填写查询码' }]}
          >
            <Input size="large" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} />
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" block loading={lookup.isPending}>
            查询
          </Button>
        </Form>
      </section>
      {found ? (
        <section className="query-card" ref={result} tabIndex={-1} aria-label="查询结果">
          <Progress progress={found} />
          <div className="row-end no-print">
            <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              打印
            </Button>
          </div>
        </section>
      ) : null}
      <footer className="muted no-print">
        <Link to="/login">工作人员登录</Link>
      </footer>
    </main>
  );
}
