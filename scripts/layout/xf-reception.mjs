/**
 * Writes processes/xf_reception.bpmn: 接访工作制度 (rules S1.1–S1.6) as one collaboration.
 * Run: node scripts/layout/xf-reception.mjs
 */
import { writeWhenStarted } from './build.mjs';
import { orderPool } from './xf-reception-order.mjs';
import { receptionPool } from './xf-reception-petition.mjs';

export const model = {
  id: 'xf_reception_definitions',
  collaboration: 'xf_collaboration',
  messages: [
    { id: 'message_conduct', name: '秩序事件' },
    { id: 'message_delivered', name: '答复送达' },
    { id: 'message_police', name: '联系公安机关' },
  ],
  pools: [receptionPool, orderPool, { id: 'pool_police', name: '公安机关' }],
  messageFlows: [
    {
      id: 'mf_order',
      name: '秩序事件',
      source: 'throw_order',
      target: 'start_order',
      exit: 'bottom',
      enter: 'top',
      basis: 'S1.6 R22-47',
    },
    {
      id: 'mf_police',
      name: '联系公安机关函',
      source: 'throw_police',
      target: 'pool_police',
      exit: 'bottom',
      enter: 'top',
      basis: 'S1.6 R22-47',
    },
    {
      id: 'mf_feedback',
      name: '处置情况反馈',
      source: 'pool_police',
      target: 'task_feedback',
      exit: 'top',
      enter: 'bottom',
      basis: 'S1.6 R22-47',
    },
  ],
};

void writeWhenStarted(model, 'xf_reception', import.meta.url);
