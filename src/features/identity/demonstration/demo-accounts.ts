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

/** One person for each lane of the shipped procedure, a second receptionist and unit, a town, and the three of the system. */
export const demoPersons: readonly DemoPerson[] = [
  { username: 'jiefang', displayName: '王秀兰', unit: 'xfj', role: 'R1' },
  { username: 'jiefang2', displayName: '李建军', unit: 'xfj', role: 'R1' },
  { username: 'lingdao', displayName: '赵国强', unit: 'xfj', role: 'R5', roleUnit: 'county' },
  { username: 'ducha', displayName: '陈志远', unit: 'xfj', role: 'R3', roleUnit: 'county' },
  { username: 'chengban', displayName: '刘海涛', unit: 'rsj', role: 'R6' },
  { username: 'chengban2', displayName: '孙丽萍', unit: 'zrzy', role: 'R6' },
  { username: 'fazhi', displayName: '周明礼', unit: 'xfj', role: 'R10', roleUnit: 'county' },
  { username: 'fuzeren', displayName: '郑立新', unit: 'xfj', role: 'R7', roleUnit: 'county' },
  { username: 'lianluo', displayName: '吴刚', unit: 'xfj', role: 'R9', roleUnit: 'county' },
  { username: 'owner', displayName: '何静', unit: 'xfj', role: 'owner', roleUnit: 'county' },
  { username: 'auditor', displayName: '马丽华', unit: 'county', role: 'auditor' },
  { username: 'admin', displayName: '林涛', unit: 'county', role: 'admin' },
  { username: 'jicheng', displayName: '数据交换程序', unit: 'xfj', role: 'worker', roleUnit: 'county' },
  { username: 'chengguan', displayName: '杨桂芳', unit: 'town_cg', role: 'R1' },
];
