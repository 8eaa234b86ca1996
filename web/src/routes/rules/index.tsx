import { useFilters } from '../../components/use-filters.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { useRuleBook } from './api.js';
import { ArticleDetail } from './article-detail.js';
import { ArticleList, type Shown } from './article-list.js';
import './rules.css';
import { SourceDocument } from './source-document.js';

const kinds: readonly string[] = ['procedure', 'law', 'uncovered'];

/** 制度对照: the source document, the steps that carry each article out, and the cases that passed there. */
export default function RulesScreen() {
  const filters = useFilters();
  const book = useRuleBook();
  const chosenId = filters.get('article') ?? 'S1.1';
  const shown = (kinds.find((kind) => kind === filters.get('show')) ?? 'procedure') as Shown;
  const article = book.data?.articles.find(({ id }) => id === chosenId);
  const choose = (id: string) => filters.set({ article: id });
  const procedures = book.data?.articles.filter(({ kind }) => kind === 'procedure').length ?? 0;
  const carried = procedures - (book.data?.uncovered.length ?? 0);
  return (
    <>
      <PageHead
        title="制度对照"
        sub={book.data ? `须由流程落实的条款 ${procedures} 条，已落实 ${carried} 条` : undefined}
      />
      {book.isPending ? <PageLoading /> : null}
      {book.isError ? <LoadError error={book.error} onRetry={() => void book.refetch()} /> : null}
      {book.isSuccess ? (
        <div className="rules">
          <section className="panel rules-side" aria-label="条款">
            <ArticleList
              book={book.data}
              shown={shown}
              chosenId={chosenId}
              onShow={(value) => filters.set({ show: value === 'procedure' ? null : value })}
              onChoose={choose}
            />
          </section>
          <section className="panel rules-text" aria-label="原文">
            <SourceDocument book={book.data} chosenId={chosenId} onChoose={choose} />
          </section>
          <section className="panel rules-detail" aria-label="落实情况">
            {article ? <ArticleDetail article={article} /> : <p className="muted">请选择一条。</p>}
          </section>
        </div>
      ) : null}
    </>
  );
}
