/** Pool 接待日编排: on the 25th the receptions of the month that follows are planned, checked, signed and made public. */
import { chain, endEvent, exclusive, flow, otherwise, serviceTask, timerStart, userTask, when } from './build.mjs';

const [OFFICE, HEAD] = ['lane_roster_office', 'lane_roster_head'];
const basis = 'L1 L4 S3.4';

export const rosterPool = {
  id: 'pool_roster',
  name: '接待日编排',
  process: { id: 'xf_leader_roster', name: '领导接待日编排', versionTag: '1.0', basis: 'L1 L4 S3.4 R22-18' },
  lanes: [
    { id: OFFICE, name: '信访科科长', role: 'R2', rows: [0], basis },
    { id: HEAD, name: '主管领导', role: 'R5', rows: [0], basis },
  ],
  nodes: [
    timerStart('start_roster', '每月25日', [0, OFFICE, 0], { basis, cycle: 'R/2026-01-25T09:00:00+08:00/P1M' }),
    serviceTask('job_roster', '生成下月接待表', [1, OFFICE, 0], 'reception', { basis, headers: { action: 'roster' } }),
    userTask('task_roster', '编排接待日', [2, OFFICE, 0], 'roster_edit', { basis }),
    serviceTask('job_coverage', '覆盖检查', [3, OFFICE, 0], 'reception', { basis, headers: { action: 'coverage' } }),
    exclusive('gw_covered', '次数足够？', [4, OFFICE, 0], { basis }),
    userTask('task_sign_roster', '审签接待表', [6, HEAD, 0], 'roster_sign', {
      basis: 'L1 L4',
      separateFrom: 'task_roster',
    }),
    exclusive('gw_sign_roster', '同意公布？', [7, HEAD, 0], { basis: 'L1 L4' }),
    serviceTask('job_publish', '公布时间地点', [9, OFFICE, 0], 'reception', {
      basis: 'L1 R22-18',
      headers: { action: 'publish' },
    }),
    endEvent('end_published', '已公布', [10, OFFICE, 0], { basis: 'L1 R22-18' }),
  ],
  flows: [
    ...chain('start_roster', 'job_roster', 'task_roster', 'job_coverage', 'gw_covered'),
    when(
      'gw_covered',
      'task_sign_roster',
      '是，或有理由',
      '=roster.unnamed = 0 and (roster.gaps = 0 or (gapReason != null and gapReason != ""))',
      { exit: 'bottom', enter: 'left' },
    ),
    otherwise('gw_covered', 'task_roster', '否', { exit: 'top', enter: 'top' }),
    ...chain('task_sign_roster', 'gw_sign_roster'),
    when('gw_sign_roster', 'job_publish', '同意', '=rosterApproved = true', { exit: 'right', enter: 'bottom' }),
    otherwise('gw_sign_roster', 'task_roster', '退回', { exit: 'bottom', enter: 'bottom' }),
    flow('job_publish', 'end_published'),
  ],
};
