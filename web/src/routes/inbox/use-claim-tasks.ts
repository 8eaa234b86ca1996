import { App } from 'antd';
import { useCallback, useMemo } from 'react';
import { problemText } from '../../api/problem.js';
import { useClaim } from '../../api/tasks.js';
import type { InboxItem } from '../../api/types.js';

export interface ClaimTasks {
  claim: (items: InboxItem[]) => Promise<void>;
  pending: boolean;
}

/** Claims one task or several and says what came of it; those somebody else was quicker with are named. */
export function useClaimTasks(): ClaimTasks {
  const { message, notification } = App.useApp();
  const { mutateAsync, isPending } = useClaim();

  const claim = useCallback(
    async (items: InboxItem[]) => {
      const results = await Promise.allSettled(items.map((item) => mutateAsync({ key: item.taskKey })));
      const refused = results.flatMap((result, index) =>
        result.status === 'rejected' ? [{ item: items[index], reason: problemText(result.reason) }] : [],
      );
      const taken = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.message] : []));
      if (taken.length === 1 && taken[0]) void message.success(taken[0]);
      if (taken.length > 1) void message.success(`已签收 ${taken.length} 件，列入“我的待办”。`);
      if (refused.length > 0) {
        notification.warning({
          title: `${refused.length} 件未能签收`,
          description: refused.map(({ item, reason }) => `${item?.caseNumber ?? ''} ${reason}`).join('\n'),
          style: { whiteSpace: 'pre-line' },
        });
      }
    },
    [message, mutateAsync, notification],
  );

  return useMemo(() => ({ claim, pending: isPending }), [claim, isPending]);
}
