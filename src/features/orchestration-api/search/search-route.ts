import { applyDecorators, HttpCode, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { Allow } from '../../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../../platform/idempotency/without-idempotency-key.js';
import { Flag, Int, NullableText } from '../shown.js';
import type { SchemaObject } from './schema.js';
import type { Searchable } from './search.js';

class PageResult {
  @Int() totalItems!: number;
  @Flag() hasMoreTotalItems!: boolean;
  @NullableText() startCursor!: string | null;
  @NullableText() endCursor!: string | null;
}

/**
 * A search as a route of any signed-in account: the scope predicate decides what is found. The body is described from the
 * same table that reads it.
 */
export const SearchRoute = (path: string, searchable: Searchable, item: Type): MethodDecorator =>
  applyDecorators(
    Post(path),
    WithoutIdempotencyKey('只查询，不改变数据'),
    Allow('signed-in'),
    HttpCode(200),
    ApiBody({ required: false, schema: requestSchema(searchable) }),
    ApiExtraModels(item, PageResult),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'page'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(item) } },
          page: { $ref: getSchemaPath(PageResult) },
        },
      },
    }),
  );

/** How OpenAPI shows what may be filtered on. */
export function filterSchema(searchable: Searchable): SchemaObject {
  const fields = Object.fromEntries(Object.entries(searchable.filters).map(([name, filter]) => [name, filter.schema]));
  const filter: SchemaObject = { type: 'object', additionalProperties: false, properties: fields };
  const alternatives: SchemaObject = { type: 'array', items: filter, description: '满足其中之一' };
  return searchable.alternatives ? { ...filter, properties: { ...fields, $or: alternatives } } : filter;
}

function requestSchema(searchable: Searchable): SchemaObject {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      filter: filterSchema(searchable),
      sort: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['field'],
          properties: {
            field: { type: 'string', enum: Object.keys(searchable.sorts) },
            order: { type: 'string', enum: ['ASC', 'DESC'], default: 'ASC' },
          },
        },
      },
      page: {
        type: 'object',
        additionalProperties: false,
        description: 'from、after、before 只能用一个',
        properties: {
          limit: { type: 'integer', minimum: 1, maximum: 10_000, default: 100 },
          from: { type: 'integer', minimum: 0 },
          after: { type: 'string' },
          before: { type: 'string' },
        },
      },
    },
  };
}
