import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useRef } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { keys } from '../../api/keys.js';
import { problemText } from '../../api/problem.js';
import { signIn, useDemoAccounts } from '../../api/session.js';
import type { DemoAccount } from '../../api/types.js';
import { useDocumentTitle } from '../../components/use-document-title.js';
import { useSessionQuery } from '../../session/session.js';
import { DemoAccounts } from './demo-accounts.js';
import './login.css';

interface Credentials {
  username: string;
  password: string;
}

/** Only addresses of this application are followed after login. */
function safeNext(wanted: string | null): string {
  return wanted && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/login') ? wanted : '/';
}

export default function LoginScreen() {
  useDocumentTitle('登录');
  const [form] = Form.useForm<Credentials>();
  const submit = useRef<HTMLButtonElement>(null);
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const session = useSessionQuery();
  const demo = useDemoAccounts();
  const next = safeNext(search.get('next'));

  const login = useMutation({
    mutationFn: ({ username, password }: Credentials) => signIn(username.trim(), password),
    onSuccess: (started) => {
      client.setQueryData(keys.session, started);
      void navigate(next, { replace: true });
    },
  });

  if (session.data) return <Navigate to={next} replace />;

  const fill = (account: DemoAccount) => {
    form.setFieldsValue({ username: account.username, password: account.password });
    login.reset();
    submit.current?.focus();
  };

  return (
    <main className="login">
      <div className="login-card">
        <div className="login-brand">
          <img src="/favicon.svg" alt="" width={40} height={40} />
          <div>
            <h1>民情</h1>
            <p>信访事项登记、办理、督办与答复</p>
          </div>
        </div>
        {login.isError ? <Alert type="error" showIcon title={problemText(login.error)} className="gap-below" /> : null}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => login.mutate(values)}>
          <Form.Item label="账号" name="username" rules={[{ required: true, whitespace: true, message: '请输入账号' }]}>
            <Input size="large" autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item label="密码" name="password" rules={[{ required: true, message: '请输入密码' }]}>
            <Input.Password size="large" autoComplete="current-password" />
          </Form.Item>
          <Button ref={submit} type="primary" size="large" htmlType="submit" block loading={login.isPending}>
            登录
          </Button>
        </Form>
        <p className="login-public">
          信访人可凭编号和查询码 <Link to="/query">查询办理进度</Link>、<Link to="/evaluate">评价办理情况</Link>
        </p>
      </div>
      {demo.data && demo.data.length > 0 ? <DemoAccounts accounts={demo.data} onChoose={fill} /> : null}
    </main>
  );
}
