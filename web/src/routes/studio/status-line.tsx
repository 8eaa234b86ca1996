import { formatTime } from '../../components/format.js';
import type { DraftState } from './use-draft.js';

/** Whether what is on the screen is also on the server. */
export function StatusLine({ draft, base }: { draft: DraftState; base: number | null }) {
  const origin = base === null ? '尚未发布' : `在第 ${base} 版上修改`;
  return (
    <span className="studio-status" role="status">
      {origin} · {stateInWords(draft)}
    </span>
  );
}

function stateInWords({ saving, error, conflict, dirty, draft }: DraftState): string {
  if (saving) return '正在保存…';
  if (conflict !== null) return '未保存：草稿已被别人改过';
  if (error !== null) return `未保存：${error}`;
  if (dirty) return '有未保存的改动';
  if (draft) return `草稿已保存 ${formatTime(draft.savedAt).slice(0, 5)}`;
  return '没有改动';
}
