/**
 * Writes processes/xf_joint.bpmn: 调度, 联席会议, 领导包案 and 专项资金, one start event each.
 * Run: node scripts/layout/xf-joint.mjs
 */
import { writeWhenStarted } from './build.mjs';
import { fundFlows, fundNodes } from './xf-joint-fund.mjs';
import { lanes } from './xf-joint-lanes.mjs';
import { leadFlows, leadNodes } from './xf-joint-lead.mjs';
import { meetingFlows, meetingNodes } from './xf-joint-meeting.mjs';

export const jointPool = {
  id: 'pool_joint',
  name: '联席会议·包案·专项资金·调度',
  process: {
    id: 'xf_joint',
    name: '联席会议、包案、专项资金和调度',
    versionTag: '1.0',
    basis: 'S3.3 S3.5 S3.7 S4.4 L3 R22-24',
  },
  lanes,
  nodes: [...meetingNodes, ...leadNodes, ...fundNodes],
  flows: [...meetingFlows, ...leadFlows, ...fundFlows],
};

export const model = {
  id: 'xf_joint_definitions',
  collaboration: 'xf_joint_collaboration',
  messages: [
    { id: 'message_dispatch', name: '调度' },
    { id: 'message_dispute', name: '争议' },
    { id: 'message_hard', name: '疑难' },
    { id: 'message_lead', name: '包案' },
    { id: 'message_fund', name: '资金' },
    { id: 'message_accept', name: '受理' },
  ],
  pools: [jointPool],
  messageFlows: [],
};

void writeWhenStarted(model, 'xf_joint', import.meta.url);
