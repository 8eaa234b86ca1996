import { ApiProperty } from '@nestjs/swagger';
import type { SessionView, UnitView } from './identity.dto.js';

/** Answers of `/api/session` and its neighbours as OpenAPI shows them; each class keeps step with the type it implements. */

class HomeUnitShown {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
}

class HeldRoleShown {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
  @ApiProperty() unitId!: string;
  @ApiProperty() unitName!: string;
}

class SessionUserShown {
  @ApiProperty() id!: string;
  @ApiProperty() username!: string;
  @ApiProperty() displayName!: string;
  @ApiProperty({ type: HomeUnitShown }) unit!: HomeUnitShown;
  @ApiProperty({ type: HeldRoleShown, isArray: true }) roles!: HeldRoleShown[];
}

export class SessionShown implements SessionView {
  @ApiProperty({ type: SessionUserShown }) user!: SessionUserShown;
  @ApiProperty({ description: '浏览器的写请求须以 X-CSRF-Token 头带回；程序每次请求自带身份时为空' })
  csrfToken!: string;
  @ApiProperty({ description: '是否为演示环境' }) demonstration!: boolean;
}

export class UnitShown implements UnitView {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) parentId!: string | null;
  @ApiProperty() level!: string;
}

export class RoleShown {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}

export class DemoAccountShown {
  @ApiProperty() username!: string;
  @ApiProperty() password!: string;
  @ApiProperty() displayName!: string;
  @ApiProperty() unitName!: string;
  @ApiProperty({ type: String, isArray: true }) roles!: string[];
}
