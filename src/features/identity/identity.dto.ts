import { Text } from '../../platform/http/fields.js';

export class LoginRequest {
  @Text({ label: '用户名', max: 64 }) username!: string;
  @Text({ label: '密码', max: 200 }) password!: string;
}

export interface SessionView {
  user: {
    id: string;
    username: string;
    displayName: string;
    unit: { id: string; name: string };
    roles: { code: string; name: string; unitId: string; unitName: string }[];
  };
  /** Header `X-CSRF-Token` of every changing request; empty where a program authenticates each request. */
  csrfToken: string;
  demonstration: boolean;
}

export interface UnitView {
  id: string;
  name: string;
  parentId: string | null;
  level: string;
}
