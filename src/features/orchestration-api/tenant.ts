import { Failure } from '../../platform/failure.js';

/** The API knows tenants; this server has one. */
export const defaultTenant = '<default>';

/** @throws Failure unknown-tenant for any other. */
export function checkTenant(given: string | null | undefined): void {
  if (given === undefined || given === null || given === defaultTenant) return;
  throw new Failure('invalid', 'unknown-tenant', `没有租户“${given}”，本系统只有默认租户 <default>。`);
}
