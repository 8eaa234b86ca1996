import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';

export interface NoticeFrameHandle {
  print(): void;
}

interface NoticeFrameProps {
  ref?: Ref<NoticeFrameHandle>;
  html: string;
  title: string;
  height?: number | string;
  /** The page is laid out and can be printed. */
  onReady?: () => void;
}

/** Makes a sheet that is wider than the frame (on a phone) as wide as the frame; what is printed keeps its size. */
function fitToWidth(frame: HTMLIFrameElement): void {
  const page = frame.contentDocument;
  const width = page?.documentElement.scrollWidth ?? 0;
  if (!page || width <= frame.clientWidth) return;
  const style = page.createElement('style');
  style.textContent = `@media screen { html { zoom: ${frame.clientWidth / width}; } }`;
  page.head.append(style);
}

/**
 * A notice as the page it is. The frame may not run scripts; `allow-same-origin` only lets this page start its printing,
 * `allow-modals` lets the browser open the print dialogue.
 */
export function NoticeFrame({ ref, html, title, height = '65vh', onReady }: NoticeFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  useImperativeHandle(ref, () => ({ print: () => frame.current?.contentWindow?.print() }), []);

  useEffect(() => {
    // The frame's page is white paper in dark mode too.
    if (frame.current) frame.current.style.colorScheme = 'light';
  }, []);

  return (
    <iframe
      ref={frame}
      className="notice-frame"
      title={title}
      srcDoc={html}
      sandbox="allow-same-origin allow-modals"
      style={{ height }}
      onLoad={(event) => {
        fitToWidth(event.currentTarget);
        onReady?.();
      }}
    />
  );
}
