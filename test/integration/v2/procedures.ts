import {
  bpmnText,
  element,
  end,
  exclusive,
  extensions,
  flow,
  mapping,
  message,
  messageEvent,
  properties,
  start,
  userTask,
} from '../../builders/bpmn-text.js';

const lane = (id: string, role: string, ...elementIds: string[]): string =>
  element(
    'lane',
    id,
    extensions(properties({ role })) +
      elementIds.map((elementId) => `<bpmn:flowNodeRef>${elementId}</bpmn:flowNodeRef>`).join(''),
  );

const form = (formId: string): string => `<zeebe:formDefinition formId="${formId}" />`;

/** R1 gives an opinion in a form; R5 decides; a decision that is no boolean becomes an incident. */
export const opinionForm = JSON.stringify({
  id: 'v2_opinion',
  type: 'default',
  schemaVersion: 19,
  components: [
    {
      id: 'Field_opinion',
      type: 'textarea',
      key: 'opinion',
      label: '意见',
      validate: { required: true, maxLength: 500 },
    },
    { id: 'Field_amount', type: 'number', key: 'amount', label: '金额' },
  ],
});

export const reviewProcess = bpmnText(
  'v2_review',
  element(
    'laneSet',
    'lanes',
    lane('lane_office', 'R1', 'begin', 'give_opinion', 'decided', 'done', 'refused') +
      lane('lane_leader', 'R5', 'decide'),
  ),
  start('begin'),
  flow('begin', 'give_opinion'),
  userTask('give_opinion', form('v2_opinion')),
  flow('give_opinion', 'decide'),
  userTask('decide', mapping({ opinion: '=opinion + "(草拟)"', step: '="审批"' })),
  flow('decide', 'decided'),
  exclusive('decided', 'decided_refused'),
  flow('decided', 'done', '=agreed'),
  flow('decided', 'refused'),
  end('done'),
  end('refused'),
);

/** Waits for a message. */
export const waitingProcess = bpmnText(
  'v2_waiting',
  message('message_answer', 'v2_answer', '=letterNumber'),
  start('begin'),
  flow('begin', 'answer'),
  element('intermediateCatchEvent', 'answer', messageEvent('message_answer')),
  flow('answer', 'done'),
  end('done'),
);

/** A petition as the registration screen sends it. */
export const petitionBody = {
  channel: '走访',
  petitioner: { name: '张某某', phone: '13800000000' },
  headcount: 1,
  category: '06',
  title: '拖欠工资',
  summary: '工地拖欠三个月工资未发。',
  urgency: '一般',
  demands: [{ text: '支付拖欠工资' }],
};
