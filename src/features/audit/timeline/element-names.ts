/** What an element is called when its drawing gives it no name. */
const typeNames: Record<string, string> = {
  START_EVENT: '开始',
  END_EVENT: '结束',
  INTERMEDIATE_CATCH_EVENT: '等待',
  INTERMEDIATE_THROW_EVENT: '发出通知',
  BOUNDARY_EVENT: '附加事件',
  EXCLUSIVE_GATEWAY: '判断',
  PARALLEL_GATEWAY: '并行',
  INCLUSIVE_GATEWAY: '多选',
  EVENT_BASED_GATEWAY: '等待其一',
  USER_TASK: '办理步骤',
  SERVICE_TASK: '系统步骤',
  RECEIVE_TASK: '等待消息',
  SEND_TASK: '发出消息',
  BUSINESS_RULE_TASK: '决策',
  SCRIPT_TASK: '计算',
  CALL_ACTIVITY: '调用流程',
  SUB_PROCESS: '阶段',
};

/** Rows carry the id where the drawing has no name: a reader gets the kind of element instead. */
export const elementName = (row: { elementId: string; name: string; type: string }): string =>
  row.name === row.elementId ? (typeNames[row.type] ?? '环节') : row.name;
