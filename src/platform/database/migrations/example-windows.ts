/**
 * The document speaks of sixteen departments at the windows of the hall and names none: these are examples that an
 * administrator changes.
 */
const departments: readonly [name: string, department: string][] = [
  ['综合接待窗口', '信访局'],
  ['人社窗口', '人力资源和社会保障局'],
  ['自然资源窗口', '自然资源局'],
  ['住建窗口', '住房和城乡建设局'],
  ['民政窗口', '民政局'],
  ['农业农村窗口', '农业农村局'],
  ['水利窗口', '水利局'],
  ['林业窗口', '林业局'],
  ['教育窗口', '教育局'],
  ['卫生健康窗口', '卫生健康委员会'],
  ['医保窗口', '医疗保障局'],
  ['国资改制窗口', '国有资产监督管理机构'],
  ['公安窗口', '公安局'],
  ['司法行政窗口', '司法局'],
  ['诉讼服务窗口', '人民法院'],
  ['检察窗口', '人民检察院'],
];

export const exampleWindows = departments.map(([name, department], index) => ({
  id: `w${String(index + 1).padStart(2, '0')}`,
  name,
  department,
}));
