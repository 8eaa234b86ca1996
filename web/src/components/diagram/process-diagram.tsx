import { LoadError } from '../load-error.js';
import { useDefinitionXml } from './definition-xml.js';
import { DiagramPlaceholder, DiagramView, type DiagramViewProps } from './diagram-view.js';

export interface ProcessDiagramProps extends Omit<DiagramViewProps, 'xml'> {
  /** Key of a deployed process definition; its file is shown whole, also where it holds several pools. */
  definitionKey: string;
}

/** The drawing of a deployed definition with marks on it. */
export function ProcessDiagram({ definitionKey, ...view }: ProcessDiagramProps) {
  const xml = useDefinitionXml(definitionKey);
  if (xml.isPending) return <DiagramPlaceholder height={view.height} />;
  if (xml.isError) return <LoadError error={xml.error} onRetry={() => void xml.refetch()} />;
  return <DiagramView xml={xml.data} {...view} />;
}
