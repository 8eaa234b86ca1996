/** What an incident is called, where it comes from and what to do about it. */
export interface IncidentWords {
  name: string;
  cause: string;
  remedy: string;
}

const jobFailed: IncidentWords = {
  name: '系统步骤没有办成',
  cause: '执行这一步的程序重试后仍然失败。',
  remedy: '先排除程序或外部系统的故障，再重试。',
};

const unknown: IncidentWords = {
  name: '流程停在此处',
  cause: '流程图在此处走不下去。',
  remedy: '按上面的说明改正数据或流程图，再重试；流程图改过后，把此件迁移到新的版本。',
};

/** By the error type, as the engine and `/v2` spell it. */
const words: Record<string, IncidentWords> = {
  CONDITION_ERROR: {
    name: '条件无法判断',
    cause: '条件没有得出“是”或“否”，多半是所用的变量还没有值；或者没有一个条件成立，又没有默认流向。',
    remedy: '补填或改正所用的变量，再重试。',
  },
  EXTRACT_VALUE_ERROR: {
    name: '取不到所需的值',
    cause: '表达式没有得出所需的内容，如时间、名单、次数或人员。',
    remedy: '补填或改正所用的变量，再重试。',
  },
  IO_MAPPING_ERROR: {
    name: '输入、输出变量无法换算',
    cause: '输入变量或输出变量的表达式没有得出结果，或者数据过大。',
    remedy: '补填、改正或减少所用的变量，再重试。',
  },
  UNHANDLED_ERROR_EVENT: {
    name: '报告的错误没有人处理',
    cause: '这一步报告了错误，流程图上没有接住它的错误边界事件或事件子流程。',
    remedy: '在流程图上为这个错误画出去路，把此件迁移到新的版本，再重试。',
  },
  CALLED_ELEMENT_ERROR: {
    name: '被调用的流程没有办成',
    cause: '被调用的流程没有发布，或者已被取消。',
    remedy: '发布被调用的流程，或改正流程编号，再重试；重试时重新调用。',
  },
  CALLED_DECISION_ERROR: {
    name: '找不到决策表',
    cause: '所调用的决策表没有发布，或者没有指定的版本。',
    remedy: '发布决策表，再重试。',
  },
  DECISION_EVALUATION_ERROR: {
    name: '决策表得不出结果',
    cause: '决策表的规则与现有数据不合，如规则相互冲突，或表达式有误。',
    remedy: '改正所用的变量，或改正并发布决策表，再重试。',
  },
  TIMER_NOT_FIRED: {
    name: '定时器触发不了',
    cause: '到了设定的时间，但触发后的步骤走不下去。',
    remedy: '按上面的说明改正数据或流程图，再重试；重试后立即触发，并记为逾期。',
  },
  JOB_NO_RETRIES: jobFailed,
  AD_HOC_SUB_PROCESS_NO_RETRIES: jobFailed,
  FORM_NOT_FOUND: { name: '找不到表单', cause: '所用的表单没有发布。', remedy: '发布表单，再重试。' },
  RESOURCE_NOT_FOUND: { name: '找不到所用的文件', cause: '所用的文件没有发布。', remedy: '发布文件，再重试。' },
  MESSAGE_SIZE_EXCEEDED: { name: '数据过大', cause: '这一步的数据超过限制。', remedy: '减少数据，再重试。' },
};

/** Types that this version does not know are told in general words, never by their technical name. */
export function incidentInWords(errorType: string): IncidentWords {
  return (Object.hasOwn(words, errorType) ? words[errorType] : undefined) ?? unknown;
}
