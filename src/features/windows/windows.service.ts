import { Injectable } from '@nestjs/common';
import { formatQueueNumber } from '../../domain/numbers/queue-number.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import type { WindowBody, WindowShown } from './windows.dto.js';
import { WindowsRepository } from './windows.repository.js';

/** More windows than a hall has; positions have two digits in a queue number. */
const mostWindows = 99;

/** 大厅窗口: any of them registers for any department (一站式接待); an administrator changes the list. */
@Injectable()
export class WindowsService {
  constructor(
    private readonly database: Database,
    private readonly windows: WindowsRepository,
  ) {}

  list(): Promise<WindowShown[]> {
    return this.windows.all();
  }

  /** Changes a window, or adds one at the end. @throws Failure window-id, too-many-windows, last-window. */
  put(id: string, body: WindowBody): Promise<WindowShown> {
    if (!/^[a-z][a-z0-9-]{0,19}$/.test(id))
      throw new Failure(
        'invalid',
        'window-id',
        '窗口代码应以小写字母开头，只用小写字母、数字和连字符，最多 20 个字符。',
      );
    return this.database.write(async (transaction) => {
      await this.windows.put(transaction, id, body);
      const all = await this.windows.all(transaction);
      if (all.length > mostWindows)
        throw new Failure('unprocessable', 'too-many-windows', `窗口不能超过 ${mostWindows} 个。`);
      if (!all.some(({ open }) => open))
        throw new Failure('unprocessable', 'last-window', '至少要有一个开放的窗口，没有作任何改动。');
      return all.find((window) => window.id === id)!;
    });
  }

  /** An open window by its code; undefined for a code that is none, or a closed window. */
  async open(id: string): Promise<WindowShown | undefined> {
    const window = await this.windows.byId(id);
    return window?.open ? window : undefined;
  }

  /** 排队号, e.g. `03-012`: the twelfth of the day at the third window. */
  async queueNumber(transaction: SqlTransaction, window: WindowShown, day: string): Promise<string> {
    return formatQueueNumber(window.position, await this.windows.nextInQueue(transaction, window.id, day));
  }
}
