import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './platform/package-root.js';

const folder = join(packageRoot, 'dist', 'web');

/** Addresses that belong to programs: an unknown one among them is a problem, not a page. */
const programPaths = /^\/(api|v2|health|metrics|openapi\.json|assets)(\/|$)/;

/** Serves the built pages; every address that is no file and no program's is a screen of the application. */
export async function serveBrowserApplication(app: NestFastifyApplication): Promise<void> {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return;
  const html = readFileSync(page, 'utf8');
  // A screen's address may end like a file's (/studio/xf_reception.bpmn), so files are known by name.
  const files = new Set(readdirSync(folder).map((name) => `/${name}`));
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    setHeaders: (response, path) => {
      // Names under assets/ carry a hash of their content; the rest must be asked for again.
      void response.header(
        'Cache-Control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      const [path = ''] = request.url.split('?');
      const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
      if (wantsPage && !programPaths.test(path) && !files.has(path)) {
        return reply.header('Content-Type', 'text/html; charset=utf-8').header('Cache-Control', 'no-cache').send(html);
      }
    });
}
