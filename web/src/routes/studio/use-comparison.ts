import { useQuery } from '@tanstack/react-query';

import { useRoles } from '../../api/session.js';
import { compareDefinitions } from '../../modeler/comparison/compare-definitions.js';
import type { StudioModeler } from '../../modeler/createModeler.js';
import type { Base } from './use-studio-source.js';

/** What differs between a deployed version and the drawing, in words. */
export function useComparison(modeler: StudioModeler, base: Base | null, xml: string) {
  const roles = useRoles();
  return useQuery({
    queryKey: ['comparison', base?.version, base?.xml, xml, roles.data],
    enabled: base !== null,
    gcTime: 0,
    queryFn: async () => {
      const moddle = modeler.get('moddle');
      const [before, after] = await Promise.all([moddle.fromXML(base?.xml ?? ''), moddle.fromXML(xml)]);
      const names = new Map((roles.data ?? []).map((role) => [role.code, role.name]));
      return compareDefinitions(before.rootElement, after.rootElement, names);
    },
  });
}
