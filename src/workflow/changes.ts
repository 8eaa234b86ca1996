import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

/** A hint that something can be read anew. It carries no content: who may see it is decided when they ask. */
export interface Change {
  topic: 'task' | 'case' | 'instance' | 'notice' | 'deployment' | 'job' | 'message' | 'reminder';
  key?: string;
  caseId?: string;
  instanceKey?: string;
}

/** Hints from commits to schedulers and browsers of this process; losing one costs a polling interval, nothing else. */
@Injectable()
export class Changes {
  private readonly subject = new Subject<Change>();
  readonly stream = this.subject.asObservable();

  publish(change: Change): void {
    this.subject.next(change);
  }
}
