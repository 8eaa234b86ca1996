import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

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
  return SwaggerModule.createDocument(app, builder);
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
