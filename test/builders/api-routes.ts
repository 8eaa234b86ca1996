import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, SSE_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { POLICY, type Policy } from '../../src/platform/http/policy.js';

export interface ApiRoute {
  /** GET, POST, … */
  method: string;
  /** As OpenAPI writes it: `/api/cases/{id}`. */
  path: string;
  policy: Policy | undefined;
  /** A stream that does not end by itself. */
  stream: boolean;
}

/** Every route that a controller of the server has, with its policy; read from the controllers, not from OpenAPI. */
export function apiRoutes(app: NestFastifyApplication): ApiRoute[] {
  const discovery = new DiscoveryService(app.get(ModulesContainer));
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ instance, metatype }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const parts = [
        Reflect.getMetadata(PATH_METADATA, metatype!),
        Reflect.getMetadata(PATH_METADATA, handler),
      ] as string[];
      return [
        {
          method: RequestMethod[method]!,
          path: `/${parts
            .map((part) => part.replace(/^\/|\/$/g, ''))
            .filter(Boolean)
            .join('/')}`.replace(/:(\w+)/g, '{$1}'),
          policy: (Reflect.getMetadata(POLICY, handler) ?? Reflect.getMetadata(POLICY, metatype!)) as
            Policy | undefined,
          stream: Reflect.getMetadata(SSE_METADATA, handler) === true,
        },
      ];
    });
  });
}
