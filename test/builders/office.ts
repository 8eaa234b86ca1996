import type { Answer, Json } from './caller.js';
import type { TestServer } from './server.js';

export interface RegisteredCase {
  id: string;
  number: string;
  instanceKey: string;
  queryCode: string;
}

export interface Petition {
  title: string;
  summary: string;
  category: string;
  channel?: string;
  place?: string;
  headcount?: number;
  petitioner?: { name: string; idType?: string; idNumber?: string; phone?: string };
  companions?: { name: string }[];
  demands: string[];
}

/** Plays the people of a petition office over HTTP, as the browser would call it. */
export class Office {
  constructor(protected readonly server: Pick<TestServer, 'as' | 'tick'>) {}

  async register(petition: Petition, by = 'jiefang'): Promise<RegisteredCase> {
    const answer = await this.server.as(by).post('/api/cases', {
      channel: petition.channel ?? '走访',
      urgency: '一般',
      headcount: petition.headcount ?? 1,
      category: petition.category,
      title: petition.title,
      summary: petition.summary,
      place: petition.place ?? '城关镇',
      petitioner: petition.petitioner ?? { name: '张桂兰', phone: '13800001234' },
      ...(petition.companions ? { companions: petition.companions } : {}),
      demands: petition.demands.map((text) => ({ text })),
    });
    if (answer.status !== 201) throw new Error(`registration refused: ${JSON.stringify(answer.body)}`);
    await this.server.tick();
    return answer.body as RegisteredCase;
  }

  /** The open task of an element in a case, as this person sees it in the inbox; undefined when it is not theirs. */
  async find(by: string, caseId: string, elementId: string): Promise<Json | undefined> {
    for (const tab of ['mine', 'group']) {
      const { body } = await this.server.as(by).get(`/api/inbox?tab=${tab}&size=100`);
      const item = body.items.find(
        (candidate: Json) => candidate.caseId === caseId && candidate.elementId === elementId,
      );
      if (item) return item;
    }
    return undefined;
  }

  /** Claims and completes a task and lets the built-in jobs run; throws with the server's sentence when refused. */
  async complete(by: string, caseId: string, elementId: string, values: object): Promise<Json> {
    const answer = await this.attempt(by, caseId, elementId, values);
    if (answer.status !== 200)
      throw new Error(`${elementId} by ${by}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async attempt(by: string, caseId: string, elementId: string, values: object): Promise<Answer<Json>> {
    const item = await this.find(by, caseId, elementId);
    if (!item) throw new Error(`${by} has no task ${elementId}`);
    const person = this.server.as(by);
    if (!item.assignee) {
      const claimed = await person.post(`/api/tasks/${item.taskKey}/claim`);
      if (claimed.status !== 200) return claimed;
    }
    const page = await person.get(`/api/tasks/${item.taskKey}`);
    const answer = await person.post(`/api/tasks/${item.taskKey}/completion`, {
      values,
      version: page.body.task.version,
    });
    await this.server.tick();
    return answer;
  }

  async case(caseId: string, by = 'jiefang'): Promise<Json> {
    return (await this.server.as(by).get(`/api/cases/${caseId}`)).body;
  }

  async notices(caseId: string, by = 'jiefang'): Promise<Json[]> {
    return (await this.server.as(by).get(`/api/cases/${caseId}/notices`)).body;
  }

  /** Instance of a process in a case, as this person sees the case. */
  async instance(caseId: string, processId: string, by = 'jiefang'): Promise<Json | undefined> {
    return (await this.case(caseId, by)).instances.find((instance: Json) => instance.processId === processId);
  }
}
