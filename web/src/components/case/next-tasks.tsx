import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { useClaim, useInbox } from '../../api/tasks.js';
import type { InboxTab, NextTask } from '../../api/types.js';

const SHOWN = 5;

interface NextTasksProps {
  caseNumber: string;
  /** What the server already named as next. */
  known?: NextTask[];
  /** The task just done. */
  except?: string;
}

/** The open tasks of a case that this person has or may claim; new ones appear by themselves as the procedure goes on. */
function useNextTasks({ caseNumber, known = [], except }: NextTasksProps): NextTask[] {
  const query = (tab: InboxTab) => ({ tab, q: caseNumber, page: 1, size: SHOWN });
  const mine = useInbox(query('mine'));
  const group = useInbox(query('group'));
  const next = new Map(known.map((task) => [task.taskKey, task]));
  for (const { taskKey, name } of group.data?.items ?? [])
    next.set(taskKey, { taskKey, name, mine: false, claimable: true });
  for (const { taskKey, name } of mine.data?.items ?? [])
    next.set(taskKey, { taskKey, name, mine: true, claimable: false });
  if (except) next.delete(except);
  return [...next.values()].filter((task) => task.mine || task.claimable);
}

function NextTaskButton({ next, first }: { next: NextTask; first: boolean }) {
  const navigate = useNavigate();
  const claim = useClaim();
  const open = () => void navigate(`/tasks/${next.taskKey}`);
  const claimAndOpen = () => claim.mutate({ key: next.taskKey }, { onSettled: open });
  return (
    <Button type={first ? 'primary' : 'default'} loading={claim.isPending} onClick={next.mine ? open : claimAndOpen}>
      {next.mine ? `办理“${next.name}”` : `签收并办理“${next.name}”`}
    </Button>
  );
}

/** Buttons to what this person can do next in the case; nothing when it is others' turn. */
export function NextTasks(props: NextTasksProps) {
  return useNextTasks(props).map((next, index) => (
    <NextTaskButton key={next.taskKey} next={next} first={index === 0} />
  ));
}
