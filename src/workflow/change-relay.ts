import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { bufferTime, filter, tap, type Subscription } from 'rxjs';
import { Clock } from '../platform/clock/clock.js';
import { CONFIG } from '../platform/config/config.module.js';
import type { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { Announcements, longestAnnouncement } from '../platform/database/postgres/announcements.js';
import { faultOf } from '../platform/logging/fault.js';
import { Log } from '../platform/logging/log.js';
import { Background } from './background.js';
import { Changes, type Change } from './changes.js';

/** Hints of one command come within a few milliseconds, and go out together. */
const gatherMillis = 50;

/** Instances of one look at the history that are named; beyond them everything may have changed. */
const mostNamed = 200;

/** Instances of which is remembered when they were last heard of. */
const mostRemembered = 5_000;

/** What a browser may show. */
const shownTopics = ['task', 'case', 'instance', 'notice', 'deployment'] as const;

interface Envelope {
  node: string;
  changes: Change[];
}

interface SealedChange {
  instanceKey: string;
  caseId: string | null;
  at: string;
}

/**
 * Carries hints between the nodes of one PostgreSQL. One that is lost (a node died between its commit and the announcement,
 * a connection broke) is made up for by what the sealer closes: a block names everything that was committed since the last.
 */
@Injectable()
export class ChangeRelay implements OnApplicationShutdown {
  private readonly node = randomUUID();
  private announcements: Announcements | null = null;
  private gathering: Subscription | null = null;
  private block: number | null = null;
  /** When something was last heard of an instance, in milliseconds. */
  private readonly heardAt = new Map<string, number>();

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'postgres'>,
    private readonly changes: Changes,
    private readonly database: Database,
    private readonly background: Background,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Listens and announces from now on; on SQLite, which one process serves, there is nobody to tell. */
  async start(): Promise<void> {
    const { postgres } = this.config;
    if (!postgres || this.announcements) return;
    this.announcements = new Announcements(postgres.url, {
      heard: (text) => this.hear(text),
      missed: () => this.hearOfEverything(),
      broke: (reason) => this.log.warn('change relay lost its connection', faultOf(reason)),
    });
    this.gathering = this.changes.ofThisNode
      .pipe(
        tap((change) => this.remember(change)),
        bufferTime(gatherMillis),
        filter((burst) => burst.length > 0),
      )
      .subscribe((burst) => void this.announce(burst));
    this.background.add('change-relay', () => this.catchUp());
    await this.announcements.open();
    await this.catchUp();
  }

  async onApplicationShutdown(): Promise<void> {
    this.gathering?.unsubscribe();
    await this.announcements?.close();
  }

  /** Tells of what was sealed since the last look and not heard of before. */
  async catchUp(): Promise<void> {
    const newest = (await this.database.get<{ block: number | null }>(`SELECT max(block) AS "block" FROM seal_block`))
      ?.block;
    const seen = this.block;
    this.block = newest ?? 0;
    // The first look only finds the place from which it reads on: no browser is connected yet.
    if (seen === null || this.block <= seen) return;
    const rows = await this.database.all<SealedChange>(
      `SELECT h.instance_key AS "instanceKey", i.case_id AS "caseId", max(h.at) AS "at" FROM history_event h
       JOIN process_instance i ON i.instance_key = h.instance_key
       WHERE h.block > ? AND h.block <= ? GROUP BY h.instance_key, i.case_id LIMIT ${mostNamed + 1}`,
      [seen, this.block],
    );
    if (rows.length > mostNamed) return this.hearOfEverything();
    const missed = rows.filter(({ instanceKey, at }) => (this.heardAt.get(instanceKey) ?? 0) < Date.parse(at));
    for (const { instanceKey, caseId } of missed) {
      const about = { instanceKey, caseId: caseId ?? undefined };
      this.changes.hear({ topic: 'instance', key: instanceKey, ...about });
      this.changes.hear({ topic: 'task', ...about });
      if (caseId) this.changes.hear({ topic: 'case', key: caseId, ...about });
    }
  }

  private async announce(burst: readonly Change[]): Promise<void> {
    for (const text of this.envelopes(burst)) {
      try {
        await this.announcements!.announce(text);
      } catch (reason) {
        // The block that seals these events tells of them.
        this.log.warn('changes were not announced', faultOf(reason));
        return;
      }
    }
  }

  /** As few as their length allows. */
  private envelopes(burst: readonly Change[]): string[] {
    const texts: string[] = [];
    const bytesOf = (value: object): number => Buffer.byteLength(JSON.stringify(value));
    const empty = bytesOf({ node: this.node, changes: [] } satisfies Envelope);
    let changes: Change[] = [];
    let bytes = empty;
    const close = () => texts.push(JSON.stringify({ node: this.node, changes } satisfies Envelope));
    for (const change of distinct(burst)) {
      const more = bytesOf(change) + 1;
      if (bytes + more > longestAnnouncement) {
        close();
        [changes, bytes] = [[], empty];
      }
      changes.push(change);
      bytes += more;
    }
    close();
    return texts;
  }

  private hear(text: string): void {
    const envelope = envelopeOf(text);
    if (!envelope || envelope.node === this.node) return;
    for (const change of envelope.changes) {
      this.remember(change);
      this.changes.hear(change);
    }
  }

  private hearOfEverything(): void {
    for (const topic of shownTopics) this.changes.hear({ topic });
  }

  private remember({ instanceKey }: Change): void {
    if (instanceKey === undefined) return;
    this.heardAt.delete(instanceKey);
    this.heardAt.set(instanceKey, this.clock.now().getTime());
    if (this.heardAt.size > mostRemembered) this.heardAt.delete(this.heardAt.keys().next().value!);
  }
}

const distinct = (burst: readonly Change[]): Change[] => [
  ...new Map(burst.map((change) => [JSON.stringify(change), change])).values(),
];

/** Another program may use the channel of the same name: what is not ours is passed over. */
function envelopeOf(text: string): Envelope | undefined {
  try {
    const value = JSON.parse(text) as Partial<Envelope> | null;
    return value && typeof value.node === 'string' && Array.isArray(value.changes) ? (value as Envelope) : undefined;
  } catch {
    return undefined;
  }
}
