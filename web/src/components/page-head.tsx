import type { ReactNode } from 'react';
import { useDocumentTitle } from './use-document-title.js';

/** The head of a page: its one `h1`, a line beneath it, and what can be done here. */
export function PageHead({ title, sub, extra }: { title: string; sub?: ReactNode; extra?: ReactNode }) {
  useDocumentTitle(title);
  return (
    <header className="page-head">
      <div className="page-head-text">
        <h1>{title}</h1>
        {sub ? <div className="page-head-sub">{sub}</div> : null}
      </div>
      {extra ? <div className="page-head-extra no-print">{extra}</div> : null}
    </header>
  );
}
