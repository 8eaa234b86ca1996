import { answers } from '../answers.js';
import type { Json } from '../caller.js';
import { Office, type Petition, type RegisteredCase } from '../office.js';
import type { TestServer } from '../server.js';

type Demand = { no: number; text: string };
export type Values = Record<string, Json>;

export const wages: Petition = {
  title: '反映某建筑公司拖欠农民工工资',
  summary: '张桂兰等人在城东安置房工地务工，自2026年1月起被拖欠工资，多次讨要未果。',
  category: '06',
  demands: ['要求支付2026年1月至4月工资共计48000元', '要求用人单位补签劳动合同'],
};

/** The people of the office with the steps that every matter goes through. */
export class Matters extends Office {
  constructor(override readonly server: TestServer) {
    super(server);
  }

  numbered(petition: Petition): Demand[] {
    return petition.demands.map((text, index) => ({ no: index + 1, text }));
  }

  replies(petition: Petition, ...results: string[]) {
    return this.numbered(petition).map((demand, index) => ({
      ...demand,
      result: results[index] ?? results[0] ?? '支持',
      reply: '经查，已依法处理，情况如上。',
    }));
  }

  /** Registered, talked with, not assessed yet. */
  async talked(petition = wages, talk: object = {}): Promise<RegisteredCase> {
    const matter = await this.register(petition);
    if ((petition.headcount ?? 1) > 5)
      await this.complete('jiefang', matter.id, 'task_represent', answers.represent(['张桂兰', '李大山']));
    const demands = this.numbered(petition).map((demand) => ({ ...demand, answer: '已登记，依法交有关单位办理。' }));
    await this.complete('jiefang', matter.id, 'task_talk', answers.talk(demands, talk));
    return matter;
  }

  /** Waits at 分级或归口, without a docket unless `assessment` says so. */
  async assessed(petition = wages, assessment: object = { conformsPolicy: false }): Promise<RegisteredCase> {
    const matter = await this.talked(petition);
    await this.complete('jiefang', matter.id, 'task_assess', answers.assess(assessment));
    return matter;
  }

  /** Waits at the unit's 指派. */
  async accepted(petition = wages, simpleEligible = false, assessment?: object): Promise<RegisteredCase> {
    const matter = await this.assessed(petition, assessment);
    await this.complete('kezhang', matter.id, 'task_route', answers.route('rsj'));
    await this.complete('chengban', matter.id, 'task_receive', answers.receive());
    await this.complete('chengban', matter.id, 'task_tell', answers.tell(simpleEligible));
    return matter;
  }

  /** Waits at 起草处理意见书, every demand found 合理. */
  async investigated(petition = wages, assessment?: object): Promise<RegisteredCase> {
    const matter = await this.accepted(petition, false, assessment);
    await this.complete('juzhang', matter.id, 'task_assign', answers.assign());
    await this.complete('chengban', matter.id, 'task_handle', answers.handle());
    await this.complete('chengban', matter.id, 'task_judge', answers.judge(this.numbered(petition), []));
    await this.complete('chengban', matter.id, 'task_measures', answers.measures());
    return matter;
  }

  /** Drafted, reviewed, signed and delivered. */
  async replied(matter: RegisteredCase, petition: Petition, result: string, deliveredOn = '2026-06-01'): Promise<void> {
    await this.complete('chengban', matter.id, 'task_draft', answers.draftReply(this.replies(petition, result)));
    await this.complete('fazhi', matter.id, 'task_review', answers.replyReview());
    await this.complete('juzhang', matter.id, 'task_sign', answers.signReply());
    await this.complete('chengban', matter.id, 'task_deliver', answers.deliver(deliveredOn));
  }

  async request(caseId: string, kind: string, more: object = {}, by = 'jiefang') {
    const answer = await this.server.as(by).post<Json>(`/api/cases/${caseId}/requests`, {
      kind,
      text: '信访人提出申请，理由见附页。',
      ...more,
    });
    await this.server.tick();
    return answer;
  }

  /** Lets the clock of the server show this moment, and what is due happen. */
  async until(instant: string): Promise<void> {
    this.server.clock.set(instant);
    await this.server.tick();
    await this.server.tick();
  }

  async titles(caseId: string, by = 'jiefang'): Promise<string[]> {
    return (await this.notices(caseId, by)).map((notice) => notice.title);
  }

  async incidents(): Promise<Json[]> {
    return (await this.server.as('owner').post<Json>('/v2/incidents/search', {})).body.items;
  }
}
