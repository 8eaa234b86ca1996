import './audit.css';

import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Button, Spin } from 'antd';

import { problemText } from '../../api/problem.js';
import { PageHead } from '../../components/page-head.js';
import { useVerification } from './api.js';
import { VerificationResult } from './verification.js';

/** 校验: checks every record of the database against its seals. */
export default function VerifyAll() {
  const verification = useVerification();
  return (
    <>
      <PageHead
        title="校验全部记录"
        sub="每条办理记录都与前一条相连，并定时签名封存；任何改动、删除、插入都能查出。"
        extra={
          <Button
            type="primary"
            icon={<SafetyCertificateOutlined aria-hidden />}
            loading={verification.isPending}
            onClick={() => verification.mutate(undefined)}
          >
            开始校验
          </Button>
        }
      />
      <section className="panel audit-verify" aria-live="polite">
        {verification.isPending && (
          <div>
            <Spin size="small" /> 正在核对全部记录，记录多时需要几分钟，可以先办别的事。
          </div>
        )}
        {verification.isError && (
          <Alert type="error" showIcon title="没有校验成" description={problemText(verification.error)} />
        )}
        {verification.isSuccess && <VerificationResult result={verification.data} />}
        {verification.isIdle && (
          <p>点“开始校验”，核对全部记录。校验只读取记录，不影响办理。单独一件的校验，在“审计”中打开该件后进行。</p>
        )}
      </section>
    </>
  );
}
