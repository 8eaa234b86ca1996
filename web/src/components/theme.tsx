/** Ant Design in Chinese, compact, with one accent colour; light or dark by the person's choice, else the system's. */
import { App, ConfigProvider, theme as antTheme, type ThemeConfig } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

dayjs.locale('zh-cn');

export type ColourMode = 'light' | 'dark';

const STORED_MODE = 'minqing.colour-mode';
const DARK_QUERY = '(prefers-color-scheme: dark)';

const ColourModeContext = createContext<{ mode: ColourMode; toggle: () => void }>({ mode: 'light', toggle: () => {} });

/** The present colour mode and the way to change it. */
export function useColourMode(): { mode: ColourMode; toggle: () => void } {
  return useContext(ColourModeContext);
}

function initialMode(): ColourMode {
  const stored = localStorage.getItem(STORED_MODE);
  if (stored === 'light' || stored === 'dark') return stored;
  return window.matchMedia(DARK_QUERY).matches ? 'dark' : 'light';
}

const FONTS =
  "-apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif";

/** On white the default red, amber and green are too light for text (4.5 : 1 is asked); their pale grounds stay. */
const READABLE_SIGNALS = {
  colorError: '#cf1322',
  colorErrorBg: '#fff1f0',
  colorErrorBorder: '#ffa39e',
  colorWarning: '#ad5700',
  colorWarningBg: '#fffbe6',
  colorWarningBorder: '#ffe58f',
  colorSuccess: '#237804',
  colorSuccessBg: '#f6ffed',
  colorSuccessBorder: '#b7eb8f',
};

const ACCENT_TEXT_DARK = '#8ab4f0';

function themeOf(mode: ColourMode): ThemeConfig {
  const dark = mode === 'dark';
  return {
    algorithm: dark ? [antTheme.darkAlgorithm, antTheme.compactAlgorithm] : [antTheme.compactAlgorithm],
    cssVar: { key: 'minqing' },
    token: {
      colorPrimary: dark ? '#3d7ee6' : '#1f5fbf',
      colorInfo: dark ? '#3d7ee6' : '#1f5fbf',
      colorLink: dark ? '#7db0ff' : '#1f5fbf',
      ...(dark ? { colorError: '#ff7875' } : READABLE_SIGNALS),
      colorTextDescription: dark ? 'rgba(255,255,255,0.65)' : 'rgba(0,0,0,0.62)',
      colorTextTertiary: dark ? 'rgba(255,255,255,0.62)' : 'rgba(0,0,0,0.6)',
      colorTextPlaceholder: dark ? 'rgba(255,255,255,0.55)' : 'rgba(0,0,0,0.55)',
      // The compact algorithm goes one step down: 16 here is 14 px on the page.
      fontSize: 16,
      borderRadius: 4,
      fontFamily: FONTS,
    },
    // The accent carries white text on buttons; as text on a dark ground it must be lighter, hovered it must not fade.
    components: dark
      ? {
          Menu: { itemSelectedColor: ACCENT_TEXT_DARK },
          Tabs: { itemSelectedColor: ACCENT_TEXT_DARK, itemHoverColor: ACCENT_TEXT_DARK },
          Button: {
            colorPrimaryHover: '#2f62b5',
            defaultHoverColor: ACCENT_TEXT_DARK,
            defaultHoverBorderColor: ACCENT_TEXT_DARK,
          },
        }
      : { Button: { colorPrimaryHover: '#2a6bd0' } },
  };
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [mode, setMode] = useState<ColourMode>(initialMode);
  useEffect(() => {
    document.documentElement.dataset['theme'] = mode;
    document.documentElement.style.colorScheme = mode;
  }, [mode]);
  const value = useMemo(
    () => ({
      mode,
      toggle: () =>
        setMode((present) => {
          const next = present === 'dark' ? 'light' : 'dark';
          localStorage.setItem(STORED_MODE, next);
          return next;
        }),
    }),
    [mode],
  );
  const theme = useMemo(() => themeOf(mode), [mode]);
  return (
    <ColourModeContext value={value}>
      <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
        <App notification={{ placement: 'topRight', maxCount: 4 }}>{children}</App>
      </ConfigProvider>
    </ColourModeContext>
  );
}
