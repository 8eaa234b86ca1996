import { DownOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { problemText } from '../api/problem.js';
import { useSession, useSignOut } from '../session/session.js';

/** Who is signed in, with which duties, and the way out. */
export function UserMenu({ phone }: { phone: boolean }) {
  const { user } = useSession();
  const { message } = App.useApp();
  const signOut = useSignOut();
  const duties = user.roles.map((role) => `${role.name}（${role.unitName}）`);
  const leave = () => {
    signOut().catch((error: unknown) => void message.error(problemText(error)));
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'who',
            disabled: true,
            label: (
              <div className="user-card">
                <b>{user.displayName}</b>
                <span>{user.unit.name}</span>
                {duties.map((duty) => (
                  <span key={duty}>{duty}</span>
                ))}
              </div>
            ),
          },
          { type: 'divider' },
          { key: 'leave', icon: <LogoutOutlined aria-hidden />, label: '退出登录', onClick: leave },
        ],
      }}
    >
      <Button type="text" aria-label={`${user.displayName}，账号菜单`}>
        <UserOutlined aria-hidden />
        {phone ? null : (
          <>
            {user.displayName} <DownOutlined aria-hidden className="small-icon" />
          </>
        )}
      </Button>
    </Dropdown>
  );
}
