import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import { UnitEntity } from './unit.entity.js';

/** An account. Read-only here: changes go through `Database.write`. */
@Entity('app_user')
export class UserEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text') username!: string;
  @Column('text', { name: 'display_name' }) displayName!: string;
  @Column('text', { name: 'unit_id' }) unitId!: string;
  /** argon2id in PHC form; never leaves the identity feature. */
  @Column('text', { name: 'password_hash', select: false }) passwordHash!: string;
  @Column('integer') disabled!: number;
  @Column('integer') demonstration!: number;
  @Column('text', { name: 'created_at' }) createdAt!: string;

  @ManyToOne(() => UnitEntity)
  @JoinColumn({ name: 'unit_id' })
  unit!: Relation<UnitEntity>;

  @OneToMany(() => UserRoleEntity, (role) => role.user)
  roles!: Relation<UserRoleEntity>[];
}

/** A role that an account holds in a unit; it reaches the unit and everything below it. */
@Entity('user_role')
export class UserRoleEntity {
  @PrimaryColumn('text', { name: 'user_id' }) userId!: string;
  @PrimaryColumn('text', { name: 'role_code' }) roleCode!: string;
  @PrimaryColumn('text', { name: 'unit_id' }) unitId!: string;

  @ManyToOne(() => UserEntity, (user) => user.roles)
  @JoinColumn({ name: 'user_id' })
  user!: Relation<UserEntity>;

  @ManyToOne(() => UnitEntity)
  @JoinColumn({ name: 'unit_id' })
  unit!: Relation<UnitEntity>;
}
