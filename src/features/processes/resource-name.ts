import { Injectable, type PipeTransform } from '@nestjs/common';
import { invalidRequest } from '../../platform/http/validation-pipe.js';

/** File name of a diagram: also an id in addresses, so neither folders nor hidden files can be meant. */
export const resourceNamePattern = /^[A-Za-z_][\w-]{0,60}\.bpmn$/;
export const resourceNameHint = '应以字母或下划线开头，只含字母、数字、下划线和连字符，并以 .bpmn 结尾';

/** Checks the name in an address. @throws Failure request-invalid */
@Injectable()
export class ResourceNamePipe implements PipeTransform<string, string> {
  transform(name: string): string {
    if (resourceNamePattern.test(name)) return name;
    throw invalidRequest([{ path: 'resourceName', rule: 'matches', message: `「文件名」${resourceNameHint}` }]);
  }
}
