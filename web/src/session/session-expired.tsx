/** When the session ends under somebody's hands, the page stays and only the password is asked again: nothing typed is lost. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { onUnauthorized } from '../api/client.js';
import { keys } from '../api/keys.js';
import { problemText } from '../api/problem.js';
import { signIn } from '../api/session.js';
import { useSession } from './session.js';

export function SessionExpired() {
  const { user } = useSession();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  useEffect(() => onUnauthorized(() => setOpen(true)), []);

  const login = useMutation({
    mutationFn: (password: string) => signIn(user.username, password),
    onSuccess: (session) => {
      client.setQueryData(keys.session, session);
      setOpen(false);
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    },
  });

  const leave = () => {
    client.clear();
    client.setQueryData(keys.session, null);
  };

  return (
    <Modal title="登录已失效" open={open} closable={false} keyboard={false} footer={null} width={420} destroyOnHidden>
      <p>长时间未操作或在别处退出，登录已失效。重新输入密码后可接着办理，本页填写的内容都在。</p>
      {login.isError ? <Alert type="error" showIcon title={problemText(login.error)} className="gap-below" /> : null}
      <Form layout="vertical" onFinish={(values: { password: string }) => login.mutate(values.password)}>
        <Form.Item label="账号">
          <Input value={`${user.displayName}（${user.username}）`} disabled />
        </Form.Item>
        <Form.Item label="密码" name="password" rules={[{ required: true, message: '请输入密码' }]}>
          <Input.Password autoFocus autoComplete="current-password" />
        </Form.Item>
        <div className="row-end">
          <Button onClick={leave}>换一个账号</Button>
          <Button type="primary" htmlType="submit" loading={login.isPending}>
            继续办理
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
