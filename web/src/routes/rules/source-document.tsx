import { useEffect, useMemo, useRef } from 'react';

import type { RuleArticle, RuleBook } from './api.js';
import { segmentsOf } from './segments.js';

interface SourceDocumentProps {
  book: RuleBook;
  chosenId: string | undefined;
  onChoose(articleId: string): void;
}

/** The document as it was handed over; every article can be chosen. */
export function SourceDocument({ book, chosenId, onChoose }: SourceDocumentProps) {
  const lines = useMemo(() => segmentsOf(book.lines, book.articles), [book]);
  const chosen = useRef<HTMLButtonElement>(null);
  useEffect(() => chosen.current?.scrollIntoView({ block: 'nearest' }), [chosenId]);
  const uncovered = new Set(book.uncovered);
  let marked = false;
  return (
    <div className="rules-document" tabIndex={0} role="region" aria-label="制度原文">
      {lines.map((segments, line) => (
        <p key={line}>
          {segments.map(({ text, article }, index) => {
            if (!article) return <span key={index}>{text}</span>;
            const isChosen = article.id === chosenId;
            const first = isChosen && !marked;
            if (first) marked = true;
            return (
              <button
                key={index}
                ref={first ? chosen : undefined}
                type="button"
                className={passageClass(article, isChosen, uncovered)}
                aria-pressed={isChosen}
                title={`${article.id} ${article.title}`}
                onClick={() => onChoose(article.id)}
              >
                {text}
              </button>
            );
          })}
        </p>
      ))}
    </div>
  );
}

function passageClass({ id, kind }: RuleArticle, isChosen: boolean, uncovered: ReadonlySet<string>): string {
  return [
    'rules-passage',
    `rules-passage-${kind}`,
    isChosen ? 'rules-passage-chosen' : '',
    uncovered.has(id) ? 'rules-passage-uncovered' : '',
  ]
    .filter(Boolean)
    .join(' ');
}
