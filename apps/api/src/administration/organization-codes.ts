import type { Transaction } from '#database/database';
import { isCreditCode } from '#domain/credit-code';
import { mayStandUnder, type OrganizationKind } from '#domain/organizations';
import { type FieldError, Problem } from '../http/problem.js';
import { invalidField } from '../http/validation.js';

interface Codes {
  code?: string;
  creditCode?: string;
}

/** What is wrong with the codes of an organisation of this kind; where it is not known, only what is wrong for any. */
export function faultsOf({ code, creditCode }: Codes, kind?: OrganizationKind): FieldError[] {
  const faults: FieldError[] = [];
  if (code && kind && !mayStandUnder(kind, undefined))
    faults.push({
      field: 'code',
      code: 'area',
      message: { zh: '只有市、县（区）和功能区有区划代码。', en: 'Only cities, counties and zones have a division code.' },
    });
  if (creditCode && !isCreditCode(creditCode))
    faults.push({
      field: 'creditCode',
      code: 'checksum',
      message: { zh: '统一社会信用代码不正确，请核对 18 位字符。', en: 'This is not a unified social credit code: check its 18 characters.' },
    });
  return faults;
}

/** @throws Problem `invalid` where a code cannot be one of an organisation of this kind */
export function mustBeWellFormed(codes: Codes, kind: OrganizationKind): void {
  const errors = faultsOf(codes, kind);
  if (errors.length > 0) throw new Problem('invalid', { errors });
}

/** Codes belong to one organisation, and two beside each other do not have one name. @throws Problem `invalid` */
export async function mustBeFree(
  tx: Transaction,
  { name, code, creditCode, parentId, except }: Codes & { name?: string; parentId: string | null; except?: string },
  fieldOfName = 'name',
): Promise<void> {
  const row = await tx.one<{ name: boolean; code: boolean; creditCode: boolean }>(
    `select coalesce(bool_or(active and parent_id = $1 and name = $2), false) as name, coalesce(bool_or(code = $3), false) as code, coalesce(bool_or(credit_code = $4), false) as "creditCode"
     from organization where id is distinct from $5`,
    [parentId, name ?? null, code ?? null, creditCode ?? null, except ?? null],
  );
  if (row!.name) throw invalidField(fieldOfName, 'taken', { zh: '同一上级下已有同名单位。', en: 'There is one of this name beside it.' });
  if (row!.code) throw invalidField('code', 'taken', { zh: '该区划代码已被使用。', en: 'This code is taken.' });
  if (row!.creditCode) throw invalidField('creditCode', 'taken', { zh: '该统一社会信用代码已被使用。', en: 'This code is taken.' });
}
