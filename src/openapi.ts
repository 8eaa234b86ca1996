import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { withoutIdempotencyKeyExtension } from './platform/idempotency/without-idempotency-key.js';

type ParameterObject = Extract<
  NonNullable<NonNullable<OpenAPIObject['paths'][string]['get']>['parameters']>[number],
  { in: string }
>;

/** One OpenAPI document for both families, served at `/openapi.json`. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('民情 Minqing')
    .setDescription(
      '`/v2`:引擎资源，与 Camunda 8 Orchestration Cluster REST API 的路径和结构一致。`/api`:信访业务。错误为 RFC 9457 problem+json。',
    )
    .setVersion('0.1.0')
    .addBasicAuth()
    .addCookieAuth('minqing_session')
    .build();
  const document = SwaggerModule.createDocument(app, builder);
  finishOperations(document);
  return document;
}

const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const;

const problem = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: '可直接显示给办理人员的中文说明' },
    instance: { type: 'string', description: '请求的路径' },
    code: { type: 'string', description: '供程序判断，不随文字变化' },
    change: {
      type: 'object',
      description: '内容由谁、何时改动，或待办由谁、何时办结',
      required: ['by', 'at'],
      properties: { by: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
    },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['rule', 'message'],
        properties: {
          path: { type: 'string', description: '字段' },
          elementId: { type: 'string', description: '流程图元素' },
          rule: { type: 'string' },
          message: { type: 'string' },
          severity: { type: 'string', enum: ['error', 'warning'] },
        },
      },
    },
  },
};
const refused = {
  description: '请求未被接受',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const idempotencyKey: ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    '每次新的操作用一个新的编号；同一请求以同一编号重复提交，只执行一次，并得到同样的答复（答复头 Idempotency-Replayed: true）。7 天内有效。',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** `getApiCasesById`: controllers of two families may share a name, an address and its verb never do. Every operation may be refused in the same form. */
function finishOperations(document: OpenAPIObject): void {
  Object.assign((document.components!.schemas ??= {}), { Problem: problem });
  for (const [path, item] of Object.entries(document.paths)) {
    const words = path.split('/').filter(Boolean).map(wordOf).join('');
    for (const verb of verbs) {
      const operation = item[verb];
      if (!operation) continue;
      operation.operationId = `${verb}${words}`;
      operation.responses['default'] = refused;
      if (verb !== 'get' && !(withoutIdempotencyKeyExtension in operation))
        (operation.parameters ??= []).push(idempotencyKey);
    }
  }
}

function wordOf(segment: string): string {
  const parameter = /^\{(\w+)\}$/.exec(segment)?.[1];
  const words = (parameter ?? segment)
    .replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/\W/g, '');
  return `${parameter ? 'By' : ''}${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export function describeApi(app: NestFastifyApplication): void {
  let text: string | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', (_request, reply) => {
      text ??= JSON.stringify(openApiDocument(app));
      void reply.header('Content-Type', 'application/json; charset=utf-8').send(text);
    });
}
