import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { describeApi } from './openapi.js';
import type { Surroundings } from './platform/config/config.module.js';
import { OpenRequests } from './platform/http/open-requests.js';
import { ProblemFilter } from './platform/http/problem-filter.js';
import { requestIdOf } from './platform/http/request-identity.js';
import { observeRequests } from './platform/http/request-observer.js';
import { refuseAddress, refuseUnreadableText, refuseUnsafeBody } from './platform/http/request-shape.js';
import { validationPipe } from './platform/http/validation-pipe.js';
import { Log } from './platform/logging/log.js';
import { Metrics } from './platform/metrics/metrics.js';
import { Draining } from './platform/shutdown/draining.js';
import { serveBrowserApplication } from './browser-application.js';

/** Bytes of a request body: the largest diagram (1 MB) with room for its wrapping. */
const bodyLimit = 2_000_000;

/** The whole server, not yet listening. Tests hand in settings and a time of their own. */
export async function createServer(surroundings: Surroundings = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    trustProxy: false,
    forceCloseConnections: true,
    frameworkErrors: refuseAddress,
    requestIdHeader: false,
    genReqId: requestIdOf,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(surroundings), adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Log));
  app.useGlobalFilters(new ProblemFilter(app.get(Log)));
  app.useGlobalPipes(validationPipe());
  observeRequests(adapter.getInstance(), {
    log: app.get(Log),
    metrics: app.get(Metrics),
    draining: app.get(Draining),
    open: app.get(OpenRequests),
  });

  adapter.getInstance().addHook('preValidation', refuseUnsafeBody);
  adapter.getInstance().addHook('preValidation', refuseUnreadableText);
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: 1_100_000, files: 50, fields: 20 } });
  await app.register(helmet, {
    // A plain-HTTP intranet must not be told to upgrade; bpmn-js and Ant Design set styles on elements.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    hsts: false,
  });
  describeApi(app);
  await serveBrowserApplication(app);
  await app.init();
  return app;
}
