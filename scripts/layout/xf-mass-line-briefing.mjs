/** Pool 信访情况专报: every month the figures; a report only where there is something to say and somebody to act. */
import { chain, endEvent, exclusive, flow, otherwise, serviceTask, timerStart, userTask, when } from './build.mjs';

const [OFFICE, LEADER] = ['lane_briefing_office', 'lane_briefing_leader'];
const basis = 'Q18 R22-41';

export const briefingPool = {
  id: 'pool_briefing',
  name: '信访情况专报',
  process: { id: 'xf_briefing', name: '信访情况专报', versionTag: '1.0', basis },
  lanes: [
    { id: OFFICE, name: '信访科科长', role: 'R2', rows: [0, 1], basis },
    { id: LEADER, name: '主管领导', role: 'R5', rows: [0], basis },
  ],
  nodes: [
    timerStart('start_briefing', '每月1日', [0, OFFICE, 1], { basis, cycle: 'R/2026-01-01T09:00:00+08:00/P1M' }),
    serviceTask('job_figures', '统计上月情况', [1, OFFICE, 1], 'field-visit', {
      basis,
      headers: { action: 'figures' },
    }),
    exclusive('gw_substance', '有实质内容？', [2, OFFICE, 1], { basis }),
    endEvent('end_nothing', '不出专报', [3, OFFICE, 0], { basis }),
    userTask('task_brief', '起草专报', [3, OFFICE, 1], 'briefing_draft', { basis }),
    userTask('task_sign_brief', '签发专报', [4, LEADER, 0], 'briefing_sign', { basis, separateFrom: 'task_brief' }),
    exclusive('gw_sign_brief', '签发？', [5, LEADER, 0], { basis }),
    serviceTask('job_report', '印发专报', [6, OFFICE, 1], 'notice', {
      basis,
      headers: { template: 'situation_report', result: 'report' },
    }),
    endEvent('end_reported', '已报送', [7, OFFICE, 1], { basis }),
  ],
  flows: [
    ...chain('start_briefing', 'job_figures', 'gw_substance'),
    when('gw_substance', 'task_brief', '有', '=figures.substance = true'),
    otherwise('gw_substance', 'end_nothing', '没有', { exit: 'top', enter: 'left' }),
    flow('task_brief', 'task_sign_brief', { exit: 'right', enter: 'top' }),
    ...chain('task_sign_brief', 'gw_sign_brief'),
    when('gw_sign_brief', 'job_report', '签发', '=reportSigned = true', { exit: 'right', enter: 'bottom' }),
    otherwise('gw_sign_brief', 'task_brief', '退回', { exit: 'bottom', enter: 'bottom' }),
    flow('job_report', 'end_reported'),
  ],
};
