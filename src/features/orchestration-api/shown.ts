import { ApiProperty } from '@nestjs/swagger';

/** Fields of answers, as OpenAPI shows them. Every field is always present; what may be empty is null. */
const shown = (type: 'string' | 'integer' | 'boolean', more: Record<string, unknown> = {}): PropertyDecorator =>
  ApiProperty({ type, required: true, ...more });

const keyPattern = { pattern: '^-?[0-9]+$', description: 'int64 的十进制文字' };

export const Key = (): PropertyDecorator => shown('string', keyPattern);
export const NullableKey = (): PropertyDecorator => shown('string', { ...keyPattern, nullable: true });
export const Text = (): PropertyDecorator => shown('string');
export const NullableText = (): PropertyDecorator => shown('string', { nullable: true });
export const Int = (): PropertyDecorator => shown('integer');
export const Flag = (): PropertyDecorator => shown('boolean');
export const Instant = (): PropertyDecorator => shown('string', { format: 'date-time' });
export const NullableInstant = (): PropertyDecorator => shown('string', { format: 'date-time', nullable: true });
export const OneOf = (values: readonly string[]): PropertyDecorator => shown('string', { enum: [...values] });
export const Tenant = (): PropertyDecorator => shown('string', { enum: ['<default>'] });
export const Texts = (): PropertyDecorator => ApiProperty({ type: 'string', isArray: true, required: true });
export const AnyObject = (): PropertyDecorator => ApiProperty({ type: 'object', additionalProperties: true });
