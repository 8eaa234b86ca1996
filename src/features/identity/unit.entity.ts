import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An organ or one of its departments; `path` is its place in the tree, e.g. `/county/xfj/`. */
@Entity('unit')
export class UnitEntity {
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'parent_id', nullable: true }) parentId!: string | null;
  @Column('text') name!: string;
  @Column('text') level!: string;
  @Column('text') path!: string;
  /** 代字 in the numbers of its notices. */
  @Column('text', { name: 'short_code' }) shortCode!: string;
  @Column('text') phone!: string;
  @Column('text') address!: string;
}
