import type { UnitEntry } from '../roster.js';

/** An invented county; no telephone area with this code exists. */
export const demoUnits: readonly UnitEntry[] = [
  {
    id: 'county',
    parentId: null,
    name: '中和县',
    level: '县',
    shortCode: '中政',
    phone: '0390-6210000',
    address: '中和县人民路1号',
  },
  {
    id: 'xfj',
    parentId: 'county',
    name: '中和县信访局',
    level: '信访机构',
    shortCode: '中',
    phone: '0390-6211200',
    address: '中和县人民路16号信访大厅',
  },
  {
    id: 'rsj',
    parentId: 'county',
    name: '中和县人力资源和社会保障局',
    level: '部门',
    shortCode: '中人社',
    phone: '0390-6211333',
    address: '中和县建设路22号',
  },
  {
    id: 'zrzy',
    parentId: 'county',
    name: '中和县自然资源局',
    level: '部门',
    shortCode: '中自然资',
    phone: '0390-6211666',
    address: '中和县建设路58号',
  },
  {
    id: 'town_cg',
    parentId: 'county',
    name: '城关镇人民政府',
    level: '乡镇街道',
    shortCode: '城关政',
    phone: '0390-6212001',
    address: '中和县城关镇东大街5号',
  },
  {
    id: 'gaj',
    parentId: 'county',
    name: '中和县公安局',
    level: '公安机关',
    shortCode: '中公',
    phone: '0390-6211110',
    address: '中和县公安路9号',
  },
];
