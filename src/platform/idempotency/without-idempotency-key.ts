import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const WITHOUT_IDEMPOTENCY_KEY = 'minqing:without-idempotency-key';

/** Marks the operation in OpenAPI, so that programs see where a key says nothing. */
export const withoutIdempotencyKeyExtension = 'x-without-idempotency-key';

/**
 * A route that is no GET and yet does not look at `Idempotency-Key`.
 * @param reason one Chinese sentence: why repeating it needs no memory
 */
export const WithoutIdempotencyKey = (reason: string): MethodDecorator =>
  applyDecorators(SetMetadata(WITHOUT_IDEMPOTENCY_KEY, reason), ApiExtension(withoutIdempotencyKeyExtension, reason));
