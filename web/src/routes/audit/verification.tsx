import { Alert } from 'antd';
import { Link } from 'react-router';

import { formatInstant } from '../../components/format.js';
import type { Verification } from './api.js';

const titles: Record<Verification['status'], string> = {
  intact: '校验通过：记录完整，没有被改动过',
  altered: '校验不通过：有记录被改动过',
  truncated: '校验不通过：有记录缺失',
  'wrong-key': '校验不通过：封存签名不是本系统的密钥所签',
};

const advice: Record<Exclude<Verification['status'], 'intact'>, string> = {
  altered: '请保留现场，不要再改动数据，并通知系统管理员与上级信访部门核查。',
  truncated: '请与备份核对，查明缺失的记录，并通知系统管理员。',
  'wrong-key': '请系统管理员核对签名密钥是否更换过，或数据是否来自别的系统。',
};

/** The outcome of a check, in words, with the way on when it is bad. */
export function VerificationResult({ result, onClose }: { result: Verification; onClose?: () => void }) {
  const intact = result.status === 'intact';
  return (
    <Alert
      type={intact ? 'success' : 'error'}
      showIcon
      closable={onClose ? { onClose, 'aria-label': '关闭' } : false}
      title={titles[result.status]}
      description={
        <>
          <div>{`${result.message}校验时间 ${formatInstant(result.checkedAt)}。`}</div>
          {result.firstBad && (
            <div>
              最早出现问题的是第 {result.firstBad.seq} 条记录，
              <Link to={`/audit/${result.firstBad.instanceKey}`}>查看这一件</Link>。
            </div>
          )}
          {result.status !== 'intact' && <div>{advice[result.status]}</div>}
        </>
      }
    />
  );
}
