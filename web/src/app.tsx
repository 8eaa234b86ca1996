/** The map of the application: which address shows which screen. Every screen is loaded when it is first opened. */
import { lazy, Suspense, type ComponentType } from 'react';
import { createBrowserRouter, Navigate, Outlet } from 'react-router';
import { PageLoading } from './components/page-loading.js';
import { ThemeProvider } from './components/theme.js';
import { Shell } from './layout/shell.js';
import { ScreenFailed } from './routes/screen-failed.js';
import { NotFound } from './routes/not-found.js';
import { homeOf, SessionGate, usePermissions } from './session/session.js';
import { SessionExpired } from './session/session-expired.js';

type Screen = () => Promise<{ default: ComponentType }>;

function screen(path: string, load: Screen) {
  const Loaded = lazy(load);
  return {
    path,
    errorElement: <ScreenFailed />,
    element: (
      <Suspense fallback={<PageLoading />}>
        <Loaded />
      </Suspense>
    ),
  };
}

/** Inside the router, so that notifications may contain links. */
function Root() {
  return (
    <ThemeProvider>
      <Outlet />
    </ThemeProvider>
  );
}

function Home() {
  return <Navigate to={homeOf(usePermissions())} replace />;
}

function Members() {
  return (
    <SessionGate>
      <Shell>
        <Outlet />
      </Shell>
      <SessionExpired />
    </SessionGate>
  );
}

export function createAppRouter() {
  return createBrowserRouter([
    {
      element: <Root />,
      children: [
        screen('/login', () => import('./routes/login/index.js')),
        screen('/query', () => import('./routes/query/index.js')),
        screen('/evaluate', () => import('./routes/evaluate/index.js')),
        {
          element: <Members />,
          errorElement: <ScreenFailed />,
          children: [
            { path: '/', element: <Home /> },
            screen('/inbox', () => import('./routes/inbox/index.js')),
            screen('/tasks/:key', () => import('./routes/task/index.js')),
            screen('/register', () => import('./routes/register/index.js')),
            screen('/cases', () => import('./routes/cases/index.js')),
            screen('/cases/:id', () => import('./routes/case/index.js')),
            screen('/late', () => import('./routes/late/index.js')),
            screen('/processes', () => import('./routes/processes/index.js')),
            screen('/resources', () => import('./routes/resources/index.js')),
            screen('/resources/:name', () => import('./routes/resources/editor.js')),
            screen('/incidents', () => import('./routes/incidents/index.js')),
            screen('/instances', () => import('./routes/instances/index.js')),
            screen('/studio/:resourceName', () => import('./routes/studio/index.js')),
            screen('/audit', () => import('./routes/audit/index.js')),
            screen('/audit/:key', () => import('./routes/audit/instance.js')),
            screen('/verify', () => import('./routes/audit/verify.js')),
            screen('/statistics', () => import('./routes/statistics/index.js')),
            screen('/invariants', () => import('./routes/invariants/index.js')),
            screen('/rules', () => import('./routes/rules/index.js')),
            screen('/calendar', () => import('./routes/calendar/index.js')),
            screen('/system', () => import('./routes/system/index.js')),
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ]);
}
