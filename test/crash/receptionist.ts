import { answers } from '../builders/answers.js';
import type { Caller, Json } from '../builders/caller.js';
import type { Ledger } from './ledger.js';

const demand = '要求支付拖欠的工资';
const told = { no: 1, text: demand, answer: '已登记，依法办理。' };

/** What is entered at each step of a matter that is answered at the window, sent elsewhere, or handed to a unit. */
const entries: Record<string, (turn: number) => object> = {
  task_talk: () => answers.talk([told]),
  task_assess: (turn) =>
    answers.assess({ conformsPolicy: turn % 4 === 0, needsExplanation: true, answeredOnSite: turn % 2 === 1 }),
  task_explain: () => answers.explain(),
  task_answer: () => answers.answer([{ no: 1, text: demand, result: '解释说明', reply: '经查，已依法说明。' }]),
  task_docket: () => answers.docket(),
  task_route: (turn) => (turn % 3 === 0 ? answers.routeElsewhere('永平县信访局') : answers.route('rsj')),
};

/** Routes what the receptionists have assessed. */
const head = 'kezhang';

/** Registers petitions and works on them, with the head of the section, without pause until the server is gone. */
export class Receptionist {
  private turn = 0;

  constructor(
    private readonly name: string,
    private readonly username: string,
    private readonly ledger: Ledger,
    /** Told after every answer. */
    private readonly answered: () => void,
  ) {}

  async workUntilGone(as: (username: string) => Caller): Promise<void> {
    const caller = as(this.username);
    for (;;) {
      this.turn += 1;
      try {
        if (!(await this.register(caller))) return;
        await this.refusedRequest(caller);
        if (!(await this.workOnOne(caller, this.username))) return;
        if (!(await this.workOnOne(caller, this.username))) return;
        if (!(await this.workOnOne(as(head), head))) return;
      } catch {
        return;
      }
    }
  }

  private async register(caller: Caller): Promise<boolean> {
    const title = `${this.name} 第${this.turn}件`;
    const asked = {
      kind: 'registration',
      title,
      by: this.username,
      path: '/api/cases',
      body: petition(title),
    } as const;
    const answer = await this.ledger.send(asked, caller);
    this.answered();
    return goesOn(answer);
  }

  /** Something the server must refuse and leave no trace of. */
  private async refusedRequest(caller: Caller): Promise<void> {
    if (this.turn % 2 === 0) return;
    const title = `${this.name} 拒绝${this.turn}`;
    const body = { ...petition(title), headcount: 0 };
    await this.ledger.send({ kind: 'registration', title, by: this.username, path: '/api/cases', body }, caller);
  }

  /** False when the server is gone. */
  private async workOnOne(caller: Caller, by: string): Promise<boolean> {
    const item = await this.chooseTask(caller);
    if (!item) return true;
    const { status } = await caller.post(`/api/tasks/${item.taskKey}/claim`);
    if (status !== 200) return true;
    const page = await caller.get(`/api/tasks/${item.taskKey}`);
    if (page.status !== 200) return goesOn(page);
    const values = entries[item.elementId]!(this.turn);
    const answer = await this.ledger.send(
      {
        kind: 'completion',
        taskKey: item.taskKey,
        by,
        path: `/api/tasks/${item.taskKey}/completion`,
        body: { values, version: page.body.task.version },
      },
      caller,
    );
    this.answered();
    return goesOn(answer);
  }

  private async chooseTask(caller: Caller): Promise<Json | undefined> {
    for (const tab of ['mine', 'group']) {
      const { body } = await caller.get(`/api/inbox?tab=${tab}&size=50`);
      const known = body.items.filter((item: Json) => item.elementId in entries);
      if (known.length > 0) return known[this.turn % known.length];
    }
    return undefined;
  }
}

/** False when the server is gone, or says that it is about to be. */
const goesOn = (answer: { status: number } | undefined): boolean => answer !== undefined && answer.status !== 503;

const petition = (title: string): object => ({
  channel: '走访',
  urgency: '一般',
  headcount: 1,
  category: '06',
  title,
  summary: '信访人反映工资被拖欠。',
  petitioner: { name: '张桂兰' },
  demands: [{ text: demand }],
});
