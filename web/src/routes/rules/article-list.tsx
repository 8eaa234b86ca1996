import { Segmented, Tag } from 'antd';

import type { RuleArticle, RuleBook } from './api.js';

export type Shown = 'procedure' | 'law' | 'uncovered';

interface ArticleListProps {
  book: RuleBook;
  shown: Shown;
  chosenId: string | undefined;
  onShow(shown: Shown): void;
  onChoose(articleId: string): void;
}

/** Articles by part, each with the number of its elements. */
export function ArticleList({ book, shown, chosenId, onShow, onChoose }: ArticleListProps) {
  const uncovered = new Set(book.uncovered);
  const articles = book.articles.filter(({ id, kind }) => (shown === 'uncovered' ? uncovered.has(id) : kind === shown));
  const parts = [...new Set(articles.map(({ part }) => part))];
  return (
    <div className="rules-list">
      <Segmented<Shown>
        block
        value={shown}
        onChange={onShow}
        options={[
          { value: 'procedure', label: '制度' },
          { value: 'law', label: '法规' },
          { value: 'uncovered', label: '未落实' },
        ]}
      />
      <div className="rules-list-scroll">
        {articles.length === 0 ? <p className="muted">每一条制度都有流程步骤落实。</p> : null}
        {parts.map((part) => (
          <section key={part}>
            <h2>{part}</h2>
            <ul>
              {articles
                .filter((article) => article.part === part)
                .map((article) => (
                  <li key={article.id}>
                    <ArticleButton article={article} isChosen={article.id === chosenId} onChoose={onChoose} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

function ArticleButton({
  article,
  isChosen,
  onChoose,
}: {
  article: RuleArticle;
  isChosen: boolean;
  onChoose(id: string): void;
}) {
  return (
    <button
      type="button"
      className={isChosen ? 'rules-article rules-article-chosen' : 'rules-article'}
      aria-pressed={isChosen}
      onClick={() => onChoose(article.id)}
    >
      <span>{article.title}</span>
      <Tag color={article.elements.length > 0 ? 'blue' : undefined}>{article.elements.length} 处</Tag>
    </button>
  );
}
