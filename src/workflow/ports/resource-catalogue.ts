/** Names that a diagram may refer to besides forms; the composition root fills it. */
export abstract class ResourceCatalogue {
  abstract readonly templateIds: ReadonlySet<string>;
  abstract readonly roleCodes: ReadonlySet<string>;
}
