/** The frame of every page: navigation by role, reminders, colour mode, the person at the screen. */
import { MenuFoldOutlined, MenuUnfoldOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Grid, Layout, Menu, Tooltip } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useColourMode } from '../components/theme.js';
import { usePermissions, useSession } from '../session/session.js';
import { LiveState } from './live-state.js';
import { activeEntry, navigationFor, type NavigationEntry } from './navigation.js';
import { Reminders } from './reminders.js';
import { UserMenu } from './user-menu.js';

function SideNavigation({ entries, active }: { entries: NavigationEntry[]; active: string | undefined }) {
  const wide = Grid.useBreakpoint().xl ?? false;
  const [chosen, setChosen] = useState<boolean | null>(null);
  const collapsed = chosen ?? !wide;
  return (
    <Layout.Sider className="shell-side no-print" width={168} collapsedWidth={56} collapsed={collapsed} theme="light">
      <nav aria-label="主导航">
        <Menu
          mode="inline"
          selectedKeys={active ? [active] : []}
          items={entries.map((entry) => ({
            key: entry.path,
            icon: entry.icon,
            label: <Link to={entry.path}>{entry.label}</Link>,
            title: entry.label,
          }))}
        />
      </nav>
      <Button
        type="text"
        className="shell-fold"
        icon={collapsed ? <MenuUnfoldOutlined aria-hidden /> : <MenuFoldOutlined aria-hidden />}
        onClick={() => setChosen(!collapsed)}
        aria-label={collapsed ? '展开导航' : '收起导航'}
      />
    </Layout.Sider>
  );
}

function BottomNavigation({ entries, active }: { entries: NavigationEntry[]; active: string | undefined }) {
  return (
    <nav aria-label="主导航" className="shell-bottom no-print">
      {entries.map((entry) => (
        <Link key={entry.path} to={entry.path} aria-current={entry.path === active ? 'page' : undefined}>
          {entry.icon}
          <span>{entry.label}</span>
        </Link>
      ))}
    </nav>
  );
}

/** Moves the focus to the new page's content, so that a keyboard or a screen reader goes on from there. */
function useFocusOnNavigation() {
  const content = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) content.current?.focus({ preventScroll: true });
    first.current = false;
    content.current?.scrollTo(0, 0);
  }, [pathname]);
  return content;
}

export function Shell({ children }: { children: ReactNode }) {
  const { user } = useSession();
  const permissions = usePermissions();
  const { pathname } = useLocation();
  const { mode, toggle } = useColourMode();
  const phone = Grid.useBreakpoint().md === false;
  const content = useFocusOnNavigation();
  const entries = navigationFor(permissions);
  const active = activeEntry(entries, pathname);
  const modeLabel = mode === 'dark' ? '切换为浅色' : '切换为深色';
  return (
    <Layout className="shell">
      <a className="skip-link" href="#content">
        跳到正文
      </a>
      <Layout.Header className="shell-head no-print">
        <Link to="/" className="shell-brand" aria-label="民情，回到首页">
          <img src="/favicon.svg" alt="" width={24} height={24} />
          <span>民情</span>
        </Link>
        {phone ? null : <span className="shell-unit">{user.unit.name}</span>}
        <div className="shell-tools">
          <LiveState />
          {permissions.officer ? <Reminders /> : null}
          <Tooltip title={modeLabel}>
            <Button
              type="text"
              icon={mode === 'dark' ? <SunOutlined aria-hidden /> : <MoonOutlined aria-hidden />}
              onClick={toggle}
              aria-label={modeLabel}
            />
          </Tooltip>
          <UserMenu phone={phone} />
        </div>
      </Layout.Header>
      <Layout className="shell-body">
        {phone ? null : <SideNavigation entries={entries} active={active} />}
        <main id="content" ref={content} tabIndex={-1} className="shell-content">
          {children}
        </main>
      </Layout>
      {phone ? <BottomNavigation entries={entries} active={active} /> : null}
    </Layout>
  );
}
