import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Result } from 'antd';
import { Link } from 'react-router';
import { evaluate, type Opinions } from '../../api/evaluations.js';
import { problemText } from '../../api/problem.js';
import { OpinionFields } from '../../components/opinion-fields.js';
import { useDocumentTitle } from '../../components/use-document-title.js';
import '../login/login.css';

type Values = Opinions & { number: string; queryCode: string };

/** For petitioners, without an account: what they think of the work, with number and query code of their receipt. */
export default function EvaluateScreen() {
  useDocumentTitle('评价办理情况');
  const send = useMutation({ mutationFn: (values: Values) => evaluate(values) });
  return (
    <main className="login">
      <div className="login-card">
        <h1>评价办理情况</h1>
        {send.isSuccess ? (
          <Result status="success" title="感谢您的评价" subTitle="评价已经记入您的信访事项。" />
        ) : (
          <>
            <p className="muted">答复送达后，可以凭登记凭证上的编号和查询码评价一次。</p>
            {send.isError ? (
              <Alert type="error" showIcon title={problemText(send.error)} className="gap-below" />
            ) : null}
            <Form<Values>
              layout="vertical"
              requiredMark={false}
              onFinish={(values) =>
                send.mutate({ ...values, number: values.number.trim(), queryCode: values.queryCode.trim() })
              }
            >
              <Form.Item
                label="信访编号"
                name="number"
                rules={[{ required: true, whitespace: true, message: '请输入信访编号' }]}
              >
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
              <Form.Item
                label="查询码"
                name="queryCode"
                rules={[{ required: true, whitespace: true, message: '请输入查询码' }]}
              >
                <Input maxLength={40} autoComplete="off" autoCapitalize="characters" spellCheck={false} />
              </Form.Item>
              <OpinionFields />
              <Button type="primary" htmlType="submit" block loading={send.isPending}>
                提交评价
              </Button>
            </Form>
          </>
        )}
        <p>
          <Link to="/login">工作人员登录</Link>
        </p>
      </div>
    </main>
  );
}
