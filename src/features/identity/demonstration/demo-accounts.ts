/** One line of `demo-accounts.json`. */
export interface DemoAccount {
  username: string;
  password: string;
  displayName: string;
  /** Role codes. */
  roles: string[];
  roleNames: string[];
  /** Unit id. */
  unit: string;
  unitName: string;
}

export interface DemoPerson {
  username: string;
  displayName: string;
  unit: string;
  role: string;
  /** Unit in which the role is held; it reaches everything below. Absent: the person's own unit. */
  roleUnit?: string;
}

/** One person for each post of the ten procedures, a second one where duties part, a town, and the three of the system. */
export const demoPersons: readonly DemoPerson[] = [
  { username: 'jiefang', displayName: '王秀兰', unit: 'xfj', role: 'R1' },
  { username: 'jiefang2', displayName: '李建军', unit: 'xfj', role: 'R1' },
  { username: 'kezhang', displayName: '张敬之', unit: 'xfj', role: 'R2', roleUnit: 'county' },
  { username: 'ducha', displayName: '陈志远', unit: 'xfj', role: 'R3', roleUnit: 'county' },
  { username: 'ducha2', displayName: '徐慧', unit: 'xfj', role: 'R3', roleUnit: 'county' },
  { username: 'xianzhang', displayName: '高文博', unit: 'county', role: 'R4' },
  { username: 'lingdao', displayName: '赵国强', unit: 'xfj', role: 'R5', roleUnit: 'county' },
  { username: 'chengban', displayName: '刘海涛', unit: 'rsj', role: 'R6' },
  { username: 'chengban2', displayName: '孙丽萍', unit: 'zrzy', role: 'R6' },
  { username: 'juzhang', displayName: '郭建华', unit: 'rsj', role: 'R7' },
  { username: 'juzhang2', displayName: '罗永强', unit: 'zrzy', role: 'R7' },
  { username: 'fuzeren', displayName: '郑立新', unit: 'xfj', role: 'R7', roleUnit: 'county' },
  { username: 'fuchaban', displayName: '韩雪梅', unit: 'county', role: 'R8' },
  { username: 'fuchaban2', displayName: '邓长河', unit: 'county', role: 'R8' },
  { username: 'lianluo', displayName: '吴刚', unit: 'xfj', role: 'R9', roleUnit: 'county' },
  { username: 'fazhi', displayName: '周明礼', unit: 'xfj', role: 'R10', roleUnit: 'county' },
  { username: 'jijian', displayName: '沈清', unit: 'jwjw', role: 'R11', roleUnit: 'county' },
  { username: 'zhaoji', displayName: '唐志刚', unit: 'county', role: 'R12' },
  { username: 'jingban', displayName: '谢雨', unit: 'xfj', role: 'R13', roleUnit: 'county' },
  { username: 'caizheng', displayName: '曹敏', unit: 'czj', role: 'R13', roleUnit: 'county' },
  { username: 'shenji', displayName: '彭卫东', unit: 'sjj', role: 'R14', roleUnit: 'county' },
  { username: 'dangan', displayName: '叶红', unit: 'xfj', role: 'R15', roleUnit: 'county' },
  { username: 'chengguan', displayName: '杨桂芳', unit: 'town_cg', role: 'R1' },
  { username: 'xiafang', displayName: '田勇', unit: 'town_cg', role: 'R6' },
  { username: 'zhenzhang', displayName: '石磊', unit: 'town_cg', role: 'R7' },
  { username: 'owner', displayName: '何静', unit: 'xfj', role: 'owner', roleUnit: 'county' },
  { username: 'auditor', displayName: '马丽华', unit: 'county', role: 'auditor' },
  { username: 'admin', displayName: '林涛', unit: 'county', role: 'admin' },
  { username: 'jicheng', displayName: '数据交换程序', unit: 'xfj', role: 'worker', roleUnit: 'county' },
];
