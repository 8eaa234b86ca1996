import type { RegisterCaseBody } from '../../features/cases/cases.dto.js';
import type { Chance } from './chance.js';

/** Invented matters by category: title, what happened, demands. `{地}` is the place. */
interface Matter {
  category: string;
  title: string;
  summary: string;
  demands: readonly string[];
}

const matters: readonly Matter[] = [
  {
    category: '01',
    title: '反映{地}土地征收补偿款未足额发放',
    summary: '信访人称承包地因修路被征收，公告的补偿标准与实际到账金额不一致，多次询问村委会未得到明确答复。',
    demands: ['要求核实补偿面积和标准', '要求补发差额'],
  },
  {
    category: '02',
    title: '反映{地}房屋拆迁安置迟延',
    summary: '信访人三年前签订拆迁协议，约定十八个月交付安置房，至今未交付，过渡费也已停发。',
    demands: ['要求明确交房时间', '要求补发过渡费'],
  },
  {
    category: '03',
    title: '反映原县农机厂改制职工安置问题',
    summary: '信访人系改制企业职工，称改制时工龄认定有误，影响经济补偿。',
    demands: ['要求重新认定工龄'],
  },
  {
    category: '04',
    title: '反映一起民事判决执行困难',
    summary: '信访人称法院判决生效已一年，被执行人仍未履行，要求有关部门督促。',
    demands: ['要求督促执行'],
  },
  {
    category: '05',
    title: '反映{地}道路施工损坏房屋',
    summary: '信访人称重点工程施工震动造成住房墙体开裂，施工方与村委会相互推诿。',
    demands: ['要求鉴定房屋损坏情况', '要求赔偿修缮费用'],
  },
  {
    category: '06',
    title: '反映{地}工地拖欠农民工工资',
    summary: '信访人等在工地务工四个月，工程已结束两个月，工资一直未付，用人单位负责人联系不上。',
    demands: ['要求支付拖欠工资', '要求依法处理用人单位'],
  },
  {
    category: '07',
    title: '反映{地}灌溉渠道年久失修',
    summary: '信访人称村内干渠多处垮塌，两季庄稼无法灌溉，曾向水利站反映未见处理。',
    demands: ['要求修复灌溉渠道'],
  },
  {
    category: '08',
    title: '反映{地}林权登记与实际不符',
    summary: '信访人称林权证登记面积少于承包合同，与邻户发生争议。',
    demands: ['要求更正林权登记'],
  },
  {
    category: '10',
    title: '咨询{地}公益性岗位安置条件',
    summary: '信访人家庭困难，想了解公益性岗位的申请条件和办理程序。',
    demands: ['要求说明公益性岗位申请条件'],
  },
  {
    category: '11',
    title: '反映养老保险缴费年限认定问题',
    summary: '信访人称视同缴费年限少计三年，影响退休待遇。',
    demands: ['要求重新核定缴费年限'],
  },
  {
    category: '12',
    title: '反映{地}新农合报销比例问题',
    summary: '信访人住院费用报销比例低于宣传标准，要求说明依据。',
    demands: ['要求说明报销依据', '要求重新核算报销金额'],
  },
  {
    category: '14',
    title: '反映{地}窗口工作人员态度生硬',
    summary: '信访人办理证明时多次往返，工作人员未一次告知所需材料，态度生硬。',
    demands: ['要求改进服务作风'],
  },
  {
    category: '15',
    title: '建议{地}增设夜间公交班次',
    summary: '信访人建议在夏季农忙时节增加夜间公交班次，方便群众返乡。',
    demands: ['建议增设夜间公交班次'],
  },
  {
    category: '16',
    title: '检举{地}村干部挪用集体资金',
    summary: '信访人称村干部将集体林地租金转入个人账户，提供了部分收据复印件。',
    demands: ['要求调查集体资金使用情况'],
  },
];

const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '周', '吴', '徐', '孙', '马', '朱', '胡', '郭', '何'];
const given = [
  '秀英',
  '建国',
  '玉兰',
  '志强',
  '桂芳',
  '海涛',
  '春梅',
  '德福',
  '小红',
  '永贵',
  '翠花',
  '文斌',
  '大山',
  '美玲',
];
const places = [
  '城关镇',
  '城关镇东关村',
  '城关镇西街社区',
  '柳河镇',
  '柳河镇上洼村',
  '东岭乡',
  '东岭乡石桥村',
  '北坡镇',
];
const channels: readonly (readonly [string, number])[] = [
  ['走访', 60],
  ['网上', 14],
  ['来信', 10],
  ['来电', 10],
  ['下访', 3],
  ['领导交办', 3],
];

/** A plausible petition of an invented person. */
export function inventPetition(chance: Chance): RegisterCaseBody {
  const matter = chance.of(matters);
  const place = chance.of(places);
  const headcount = chance.weighted([
    [1, 82],
    [chance.between(2, 5), 13],
    [chance.between(6, 18), 5],
  ]);
  return {
    channel: chance.weighted(channels),
    petitioner: {
      name: personName(chance),
      sex: chance.of(['男', '女']),
      phone: `13${chance.between(100_000_000, 999_999_999)}`,
      birthYear: chance.between(1945, 2003),
      address: `中和县${place}`,
    },
    companions: Array.from({ length: Math.min(headcount - 1, 17) }, () => ({ name: personName(chance) })),
    headcount,
    category: matter.category,
    title: matter.title.replace('{地}', place),
    summary: matter.summary,
    place,
    urgency: chance.weighted([
      ['一般', 93],
      ['紧急', 6],
      ['特急', 1],
    ]),
    contactConsent: true,
    isPublic: chance.happens(40),
    demands: matter.demands.slice(0, chance.between(1, matter.demands.length)).map((text) => ({ text })),
  };
}

export const personName = (chance: Chance): string => `${chance.of(surnames)}${chance.of(given)}`;
