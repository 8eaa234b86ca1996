import { theme } from 'antd';
import type { CSSProperties } from 'react';

/** Grounds for white words: Ant Design's own tags in these colours are too pale to read. */
export const strongColours = { error: '#b4231a', warning: '#8a5a00', plain: '#41566b' } as const;

/** The theme's colours as CSS variables for the style sheets and the renderer of drawings. */
export function useDiagramColours(): CSSProperties {
  const { token } = theme.useToken();
  return {
    '--mq-diagram-fill': token.colorBgContainer,
    '--mq-diagram-stroke': token.colorText,
    '--mq-diagram-border': token.colorBorderSecondary,
    '--mq-diagram-accent': token.colorPrimary,
    '--mq-diagram-current': token.colorPrimaryBgHover,
    '--mq-diagram-done': token.colorPrimaryBg,
    '--mq-diagram-late': token.colorWarningText,
    '--mq-diagram-incident': token.colorErrorText,
  } as CSSProperties;
}
