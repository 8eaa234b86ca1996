import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { nameOf } from '../../domain/codes/code.js';
import { roles } from '../../domain/codes/roles.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Failure } from '../../platform/failure.js';
import type { SessionView, UnitView } from './identity.dto.js';
import { UnitEntity } from './unit.entity.js';
import { UserEntity } from './user.entity.js';

/** What the browser is told about accounts and units. */
@Injectable()
export class IdentityService {
  constructor(
    @InjectRepository(UserEntity, 'reader') private readonly users: Repository<UserEntity>,
    @InjectRepository(UnitEntity, 'reader') private readonly unitEntities: Repository<UnitEntity>,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Failure unauthenticated when the account was disabled meanwhile. */
  async sessionView(userId: string, csrfToken: string): Promise<SessionView> {
    const user = await this.users.findOne({
      where: { id: userId, disabled: 0 },
      relations: { unit: true, roles: { unit: true } },
    });
    if (!user) throw new Failure('unauthenticated', 'signed-out', '请先登录。');
    return {
      user: {
        id: user.id,
        username: user.username,
        displayName: user.displayName,
        unit: { id: user.unit.id, name: user.unit.name },
        roles: user.roles.map(({ roleCode, unit }) => ({
          code: roleCode,
          name: nameOf(roles, roleCode),
          unitId: unit.id,
          unitName: unit.name,
        })),
      },
      csrfToken,
      demonstration: this.config.demonstration,
    };
  }

  /** Every unit, superior ones first. */
  async units(): Promise<UnitView[]> {
    const units = await this.unitEntities.find({ order: { path: 'ASC' } });
    return units.map(({ id, name, parentId, level }) => ({ id, name, parentId, level }));
  }
}
