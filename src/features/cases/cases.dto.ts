import { categories, channels, idTypes, sexes, statuses, urgencies } from '../../domain/codes/case-codes.js';
import { codesOf } from '../../domain/codes/code.js';
import { gatherings, occurrences } from '../../domain/duplicates/case-relations.js';
import { Flag, Int, ListOf, Nested, OneOf, Text } from '../../platform/http/fields.js';

export class PetitionerBody {
  @Text({ label: '姓名', max: 50 }) name!: string;
  @OneOf(codesOf(sexes), { label: '性别', optional: true }) sex?: string;
  @OneOf(codesOf(idTypes), { label: '证件类型', optional: true }) idType?: string;
  @Text({ label: '证件号码', max: 30, optional: true }) idNumber?: string;
  @Int({ label: '出生年份', min: 1900, max: 2100, optional: true }) birthYear?: number;
  @Text({ label: '联系电话', max: 20, optional: true }) phone?: string;
  @Text({ label: '住址', max: 200, optional: true }) address?: string;
  @Text({ label: '代理人', max: 50, optional: true }) agent?: string;
}

export class CompanionBody {
  @Text({ label: '同行人姓名', max: 50 }) name!: string;
}

export class DemandBody {
  @Text({ label: '诉求', max: 1000 }) text!: string;
}

export class RegisterCaseBody {
  @OneOf(codesOf(channels), { label: '来访渠道' }) channel!: string;
  @Text({ label: '收到时间', max: 40, optional: true }) receivedAt?: string;
  @Text({ label: '接访窗口', max: 20, optional: true }) window?: string;
  @Nested(() => PetitionerBody, { label: '信访人' }) petitioner!: PetitionerBody;
  @ListOf(() => CompanionBody, { label: '同行人', max: 500, optional: true }) companions?: CompanionBody[];
  @Int({ label: '人数', min: 1, max: 100_000 }) headcount!: number;
  @OneOf(codesOf(categories), { label: '问题类别' }) category!: string;
  @Text({ label: '事项标题', max: 40 }) title!: string;
  @Text({ label: '反映的主要情况', max: 4000 }) summary!: string;
  @Text({ label: '问题属地', max: 100, optional: true }) place?: string;
  @OneOf(codesOf(urgencies), { label: '紧急程度' }) urgency!: string;
  @Text({ label: '此前办理情况', max: 2000, optional: true }) prior?: string;
  @Flag({ label: '同意联系', optional: true }) contactConsent?: boolean;
  @Flag({ label: '同意公开', optional: true }) isPublic?: boolean;
  @Flag({ label: '要求保密', optional: true }) secrecyAsked?: boolean;
  @Text({ label: '特殊需要', max: 200, optional: true }) needs?: string;
  @ListOf(() => DemandBody, { label: '诉求', min: 1, max: 20 }) demands!: DemandBody[];
}

export class DuplicatesBody {
  @Text({ label: '姓名', max: 50, optional: true }) name?: string;
  @Text({ label: '证件号码', max: 30, optional: true }) idNumber?: string;
  @Text({ label: '联系电话', max: 20, optional: true }) phone?: string;
  @Text({ label: '事项标题', max: 40, optional: true }) title?: string;
  @Text({ label: '反映的主要情况', max: 4000, optional: true }) summary?: string;
}

export class RevealBody {
  @Text({ label: '查看事由', min: 4, max: 200 }) reason!: string;
}

export class CaseSearchQuery {
  @Text({ label: '查找内容', max: 100, optional: true }) q?: string;
  @OneOf(codesOf(statuses), { label: '状态', optional: true }) status?: string;
  @OneOf(codesOf(categories), { label: '问题类别', optional: true }) category?: string;
  @Text({ label: '单位', max: 64, optional: true }) unitId?: string;
  @OneOf(['true', 'false'], { label: '已超期', optional: true }) overdue?: string;
  @OneOf(codesOf(occurrences), { label: '首次或重复', optional: true }) occurrence?: string;
  @OneOf(codesOf(gatherings), { label: '集体访或联名', optional: true }) gathering?: string;
  @Int({ label: '页码', min: 1, max: 100_000, optional: true }) page?: number;
  @Int({ label: '每页条数', min: 1, max: 200, optional: true }) size?: number;
}
