import { Injectable, type PipeTransform } from '@nestjs/common';
import { invalidRequest } from '../../platform/http/validation-pipe.js';

/** File name of a form or of decisions: also an id in addresses, so neither folders nor hidden files can be meant. */
export const resourceFilePattern = /^[A-Za-z_][\w-]{0,60}\.(form|dmn)$/;
export const resourceFileHint = '应以字母或下划线开头，只含字母、数字、下划线和连字符，并以 .form 或 .dmn 结尾';

/** Checks the name in an address. @throws Failure request-invalid */
@Injectable()
export class ResourceFileNamePipe implements PipeTransform<string, string> {
  transform(name: string): string {
    if (resourceFilePattern.test(name)) return name;
    throw invalidRequest([{ path: 'name', rule: 'matches', message: `「文件名」${resourceFileHint}` }]);
  }
}
