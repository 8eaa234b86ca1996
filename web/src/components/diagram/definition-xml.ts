import { useQuery } from '@tanstack/react-query';

import { requestText } from '../../api/client.js';

/** The file a definition was deployed from. It never changes, so it is fetched once. */
export function useDefinitionXml(definitionKey: string) {
  return useQuery({
    queryKey: ['definition-xml', definitionKey],
    queryFn: ({ signal }) =>
      requestText(`/v2/process-definitions/${encodeURIComponent(definitionKey)}/xml`, { signal }),
    staleTime: Infinity,
  });
}
