/** Elements of a drawing to which open steps can be moved in a migration. */
export interface TargetElement {
  id: string;
  label: string;
}

const movable = /(Task|Event|Gateway|[sS]ubProcess|callActivity|transaction)$|^task$/;

/** Flow nodes of the process, by the text of its file. */
export function elementsIn(xml: string, processId: string): TargetElement[] {
  const file = new DOMParser().parseFromString(xml, 'text/xml');
  const process = [...file.getElementsByTagNameNS('*', 'process')].find(
    (candidate) => candidate.getAttribute('id') === processId,
  );
  return [...(process?.getElementsByTagNameNS('*', '*') ?? [])]
    .filter((element) => movable.test(element.localName) && element.getAttribute('id'))
    .map((element) => {
      const id = element.getAttribute('id')!;
      const name = element.getAttribute('name');
      return { id, label: name && name !== id ? `${name}（${id}）` : id };
    });
}
