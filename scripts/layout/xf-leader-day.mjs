/**
 * Writes processes/xf_leader_day.bpmn: 领导接待日 (rules L1–L7): the roster of a month, and one matter before a leader.
 * Run: node scripts/layout/xf-leader-day.mjs
 */
import { writeWhenStarted } from './build.mjs';
import { appointmentPool } from './xf-leader-day-appointment.mjs';
import { rosterPool } from './xf-leader-day-roster.mjs';

export const model = {
  id: 'xf_leader_day_definitions',
  collaboration: 'xf_leader_day_collaboration',
  messages: [
    { id: 'message_appointment', name: '预约申请' },
    { id: 'message_emergency', name: '突发接访' },
    { id: 'message_urge', name: '督办' },
    { id: 'message_docket', name: '立案申请' },
    { id: 'message_lead', name: '包案' },
  ],
  pools: [appointmentPool, rosterPool],
  messageFlows: [],
};

void writeWhenStarted(model, 'xf_leader_day', import.meta.url);
