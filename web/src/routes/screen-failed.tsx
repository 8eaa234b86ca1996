import { Button, Result } from 'antd';
import { useDocumentTitle } from '../components/use-document-title.js';

/** A screen broke or could not be loaded (for instance after an update of the server). */
export function ScreenFailed() {
  useDocumentTitle('页面未能打开');
  return (
    <Result
      status="warning"
      title={<h1 className="result-title">页面未能打开</h1>}
      subTitle="系统可能刚刚更新。请刷新页面；已自动保存的草稿不会丢失。"
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          刷新页面
        </Button>
      }
    />
  );
}
