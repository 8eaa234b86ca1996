import { Button, Result } from 'antd';
import { Link } from 'react-router';
import { useDocumentTitle } from '../components/use-document-title.js';

/** The address leads nowhere. */
export function NotFound() {
  useDocumentTitle('没有这个页面');
  return (
    <Result
      status="info"
      title={<h1 className="result-title">没有这个页面</h1>}
      subTitle="地址可能有误，或者内容已移走。"
      extra={
        <Link to="/">
          <Button type="primary">回到首页</Button>
        </Link>
      }
    />
  );
}
