/**
 * Names of BPMN elements. bpmn-js writes them as in "Timer boundary event (non-interrupting)", the head of the properties
 * panel as in "Timer Boundary Event (Non Interrupting)"; events are composed of a trigger and a place, so both are built.
 */
const triggers: Record<string, string> = {
  Message: '消息',
  Timer: '定时',
  Error: '错误',
  Escalation: '升级',
  Signal: '信号',
  Conditional: '条件',
  Link: '链接',
  Compensation: '补偿',
  Compensate: '补偿',
  Cancel: '取消',
  Terminate: '终止',
  '': '',
};

const places: Record<string, string> = {
  'Start Event': '开始事件',
  'End Event': '结束事件',
  'Intermediate Catch Event': '中间捕获事件',
  'Intermediate Throw Event': '中间抛出事件',
  'Boundary Event': '边界事件',
};

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

function events(): Record<string, string> {
  const words: Record<string, string> = {};
  for (const [trigger, triggerName] of Object.entries(triggers)) {
    for (const [place, placeName] of Object.entries(places)) {
      const english = `${trigger} ${place}`.trim();
      const chinese = `${triggerName}${placeName}`;
      words[english] = chinese;
      words[`${english} (Non Interrupting)`] = `${chinese}（不中断）`;
      words[capitalised(english)] = chinese;
      words[`${capitalised(english)} (non-interrupting)`] = `${chinese}（不中断）`;
    }
  }
  return words;
}

const others: Record<string, string> = {
  Task: '任务',
  'User Task': '用户任务',
  'Service Task': '服务任务',
  'Send Task': '发送任务',
  'Receive Task': '接收任务',
  'Manual Task': '手工任务',
  'Script Task': '脚本任务',
  'Business Rule Task': '业务规则任务',
  'Call Activity': '调用活动',
  Transaction: '事务',
  'Exclusive Gateway': '排他网关',
  'Parallel Gateway': '并行网关',
  'Inclusive Gateway': '包容网关',
  'Complex Gateway': '复杂网关',
  'Event Based Gateway': '事件网关',
  'Event-based gateway': '事件网关',
  'Event based instantiating Gateway': '启动流程的事件网关',
  'Parallel Event based instantiating Gateway': '启动流程的并行事件网关',
  'Sub Process': '子流程',
  'Sub-process': '子流程',
  'Expanded Sub Process': '子流程（展开）',
  'Collapsed Sub Process': '子流程（折叠）',
  'Sub-process (expanded)': '子流程（展开）',
  'Sub-process (collapsed)': '子流程（折叠）',
  'Event Sub Process': '事件子流程',
  'Event sub-process': '事件子流程',
  'Expanded Ad Hoc Sub Process': '特设子流程（展开）',
  'Collapsed Ad Hoc Sub Process': '特设子流程（折叠）',
  'Ad-hoc': '特设（次序不定）',
  'Ad-hoc sub-process': '特设子流程',
  'Ad-hoc sub-process (expanded)': '特设子流程（展开）',
  'Ad-hoc sub-process (collapsed)': '特设子流程（折叠）',
  'Sequence Flow': '顺序流',
  'Default Flow': '默认流向',
  'Conditional Flow': '条件流向',
  'Message Flow': '消息流',
  Association: '关联',
  'Data Input Association': '数据输入关联',
  'Data Output Association': '数据输出关联',
  'Data Object Reference': '数据对象',
  'Data Store Reference': '数据存储',
  'Text Annotation': '文字注释',
  Group: '分组框',
  Process: '流程',
  Collaboration: '协作图',
  Participant: '泳池',
  Lane: '泳道',
  Label: '标注',
};

export const elementWords: Record<string, string> = {
  ...events(),
  ...others,
  ...Object.fromEntries(Object.entries(others).map(([english, chinese]) => [capitalised(english), chinese])),
};
