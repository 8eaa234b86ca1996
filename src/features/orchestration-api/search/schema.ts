import type { OpenAPIObject } from '@nestjs/swagger';

type SchemaOrReference = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** An OpenAPI 3 schema; @nestjs/swagger does not export its own type. */
export type SchemaObject = Exclude<SchemaOrReference, { $ref: string }>;
