/** Pool 秩序事件: an instance of its own; the case number is all it shares with the petition. */
import {
  boundaryTimer,
  chain,
  endEvent,
  exclusive,
  flow,
  messageStart,
  messageThrow,
  otherwise,
  serviceTask,
  userTask,
  when,
} from './build.mjs';

const [RECEPTION, LEGAL, CHIEF, LIAISON] = [
  'lane_order_reception',
  'lane_order_legal',
  'lane_order_chief',
  'lane_order_liaison',
];
/** Staff first dissuade, criticise, educate (R22-47); police only for serious and unlawful conduct. */
const basis = 'S1.6 R22-47';

export const orderPool = {
  id: 'pool_order',
  name: '秩序事件',
  process: { id: 'xf_order', name: '秩序事件处置', versionTag: '1.0', basis: 'S1.6 R22-20 R22-26 R22-47' },
  lanes: [
    { id: RECEPTION, name: '接访员', role: 'R1', rows: [0], basis },
    { id: LEGAL, name: '法制审核', role: 'R10', rows: [0], basis },
    { id: CHIEF, name: '信访局负责人', role: 'R7', rows: [0], basis },
    { id: LIAISON, name: '公安联络', role: 'R9', rows: [0, 1], basis },
  ],
  nodes: [
    messageStart('start_order', '秩序事件', [4, RECEPTION, 0], {
      basis: 'S1.6 R22-26 R22-47',
      message: 'message_conduct',
    }),
    userTask('task_record', '事件登记', [6, RECEPTION, 0], 'conduct_record', { basis: 'S1.6 R22-20 R22-26' }),
    userTask('task_educate', '劝阻批评教育', [7, RECEPTION, 0], 'education_record', { basis }),
    exclusive('gw_effective', '教育有效？', [8, RECEPTION, 0], { basis }),
    endEvent('end_calm', '事件平息', [9, RECEPTION, 0], { basis }),
    userTask('task_legal', '法制评估', [9, LEGAL, 0], 'legal_assessment', {
      basis,
      separateFrom: 'task_record task_educate',
    }),
    exclusive('gw_serious', '情节严重且涉嫌违法？', [11, LEGAL, 0], { basis }),
    endEvent('end_continue', '继续疏导', [12, LEGAL, 0], { basis }),
    userTask('task_chief', '负责人审批', [13, CHIEF, 0], 'chief_approval', {
      basis,
      separateFrom: 'task_record task_educate task_legal',
    }),
    exclusive('gw_chief', '同意联系公安机关？', [14, CHIEF, 0], { basis }),
    endEvent('end_not_referred', '不予移送', [15, CHIEF, 0], { basis }),
    serviceTask('job_letter', '出具联系公安机关函', [15, LIAISON, 0], 'notice', {
      basis,
      headers: { template: 'police_letter', result: 'letter' },
    }),
    messageThrow('throw_police', '联系公安机关', [16, LIAISON, 0], {
      basis,
      message: 'message_police',
      inputs: { caseNumber: '=caseNumber', letterNumber: '=letter.number' },
    }),
    userTask('task_feedback', '登记公安反馈', [17, LIAISON, 0], 'police_feedback', { basis }),
    boundaryTimer(
      'timer_feedback',
      '3个工作日未反馈',
      'task_feedback',
      LIAISON,
      '=expires(addWorkingDays(today(), 3))',
      { basis },
    ),
    serviceTask('job_feedback_remind', '催询反馈', [18, LIAISON, 1], 'notify', {
      basis,
      inputs: {
        to: '="R9"',
        text: '="秩序事件（信访事项 " + caseNumber + "）联系公安机关已满 3 个工作日，请向公安机关了解处置情况并登记反馈。"',
      },
    }),
    endEvent('end_feedback_remind', '已催询', [19, LIAISON, 1], { basis }),
    endEvent('end_feedback', '公安已反馈', [19, LIAISON, 0], { basis }),
  ],
  flows: [
    ...chain('start_order', 'task_record', 'task_educate', 'gw_effective'),
    when('gw_effective', 'end_calm', '是', '=educationResult = "有效"'),
    otherwise('gw_effective', 'task_legal', '否', { exit: 'bottom', enter: 'left' }),
    ...chain('task_legal', 'gw_serious'),
    when('gw_serious', 'task_chief', '是', '=serious = true and illegalSuspected = true', {
      exit: 'bottom',
      enter: 'left',
    }),
    otherwise('gw_serious', 'end_continue', '否'),
    ...chain('task_chief', 'gw_chief'),
    when('gw_chief', 'job_letter', '同意', '=chiefApproved = true', { exit: 'bottom', enter: 'left' }),
    otherwise('gw_chief', 'end_not_referred', '不同意'),
    ...chain('job_letter', 'throw_police', 'task_feedback', 'end_feedback'),
    flow('timer_feedback', 'job_feedback_remind', { exit: 'bottom', enter: 'left' }),
    ...chain('job_feedback_remind', 'end_feedback_remind'),
  ],
};
