import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

/** A hint that something can be read anew. It carries no content: who may see it is decided when they ask. */
export interface Change {
  topic: 'task' | 'case' | 'instance' | 'notice' | 'deployment' | 'job' | 'message' | 'reminder';
  key?: string;
  caseId?: string;
  instanceKey?: string;
}

/** Hints from commits to schedulers and browsers; losing one costs a polling interval, nothing else. */
@Injectable()
export class Changes {
  private readonly all = new Subject<Change>();
  private readonly own = new Subject<Change>();
  /** Of every node. */
  readonly stream = this.all.asObservable();
  /** Of this process: what other nodes are told. */
  readonly ofThisNode = this.own.asObservable();

  publish(change: Change): void {
    this.own.next(change);
    this.all.next(change);
  }

  /** What another node has published. */
  hear(change: Change): void {
    this.all.next(change);
  }
}
