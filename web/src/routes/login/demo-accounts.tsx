import { Button } from 'antd';
import type { DemoAccount } from '../../api/types.js';

/** The accounts of the demonstration, one press away from the login form. */
export function DemoAccounts({
  accounts,
  onChoose,
}: {
  accounts: DemoAccount[];
  onChoose: (account: DemoAccount) => void;
}) {
  return (
    <section className="login-demo" aria-labelledby="demo-title">
      <h2 id="demo-title">演示账号</h2>
      <p className="muted">当前为演示环境。点「填入」后再点登录，可以用不同岗位的身份走一遍流程。</p>
      <ul className="plain-list">
        {accounts.map((account) => (
          <li key={account.username}>
            <div className="login-demo-who">
              <b>{account.displayName}</b>
              <span>{account.roles.join('、')}</span>
              <span className="muted">{account.unitName}</span>
            </div>
            <Button onClick={() => onChoose(account)} aria-label={`填入 ${account.displayName} 的账号`}>
              填入
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
