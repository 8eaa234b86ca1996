import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/**
 * Fields of requests: one decorator says what is checked and what OpenAPI shows, so that the two cannot part.
 * `label` is the Chinese name used in the message.
 */
interface Common {
  label: string;
  optional?: boolean;
}

const presence = (optional?: boolean): PropertyDecorator[] => (optional ? [IsOptional()] : []);

export const Text = (o: Common & { min?: number; max: number; pattern?: RegExp; hint?: string }): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: String,
      required: !o.optional,
      minLength: o.min ?? (o.optional ? 0 : 1),
      maxLength: o.max,
      description: o.label,
    }),
    ...presence(o.optional),
    IsString({ message: `「${o.label}」应为文字` }),
    Length(o.min ?? (o.optional ? 0 : 1), o.max, {
      message: lengthMessage(o.label, o.min ?? (o.optional ? 0 : 1), o.max),
    }),
    ...(o.pattern ? [Matches(o.pattern, { message: `「${o.label}」${o.hint ?? '格式不对'}` })] : []),
  );

const lengthMessage = (label: string, min: number, max: number): string =>
  min > 0 ? `「${label}」应为 ${min}–${max} 个字` : `「${label}」不能超过 ${max} 个字`;

export const Int = (o: Common & { min: number; max: number }): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'integer', required: !o.optional, minimum: o.min, maximum: o.max, description: o.label }),
    ...presence(o.optional),
    Type(() => Number),
    IsInt({ message: `「${o.label}」应为整数` }),
    Min(o.min, { message: `「${o.label}」不能小于 ${o.min}` }),
    Max(o.max, { message: `「${o.label}」不能大于 ${o.max}` }),
  );

export const Flag = (o: Common): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: Boolean, required: !o.optional, description: o.label }),
    ...presence(o.optional),
    IsBoolean({ message: `「${o.label}」应为是或否` }),
  );

export const OneOf = (values: readonly string[], o: Common): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, enum: [...values], required: !o.optional, description: o.label }),
    ...presence(o.optional),
    IsIn([...values], { message: `「${o.label}」不在可选范围内` }),
  );

export const Nested = (type: () => new () => object, o: Common): PropertyDecorator =>
  applyDecorators(
    // Swagger takes a function for a lazy type only when it is called `type`.
    ApiProperty({ type: () => type(), required: !o.optional, description: o.label }),
    ...presence(o.optional),
    // What is absent has nothing nested to be checked.
    IsObject({ message: `「${o.label}」应为对象` }),
    ValidateNested(),
    Type(type),
  );

export const ListOf = (type: () => new () => object, o: Common & { min?: number; max: number }): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: () => type(),
      isArray: true,
      required: !o.optional,
      minItems: o.min ?? 0,
      maxItems: o.max,
      description: o.label,
    }),
    ...presence(o.optional),
    IsArray({ message: `「${o.label}」应为列表` }),
    ArrayMinSize(o.min ?? 0, { message: `「${o.label}」至少 ${o.min ?? 0} 项` }),
    ArrayMaxSize(o.max, { message: `「${o.label}」最多 ${o.max} 项` }),
    ValidateNested({ each: true }),
    Type(type),
  );
