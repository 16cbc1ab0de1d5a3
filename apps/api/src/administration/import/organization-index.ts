import type { Level, OrganizationKind } from '#domain/organizations';
import type { Words } from '#domain/language';

/** An organisation as an import knows it: one of the record, or one that the file adds. */
export interface KnownOrganization {
  id: string;
  parentId: string | null;
  areaId: string;
  /** The level of its area, by which that of what stands below it is found. */
  areaLevel: Level;
  path: string[];
  kind: OrganizationKind;
  level: Level;
  name: string;
  shortName: string;
  nameEn: string;
  code: string | null;
  creditCode: string | null;
  active: boolean;
  administered: boolean;
  /** The row that is about it. */
  row?: number;
}

/** What a row may change of an organisation. */
export type OrganizationTexts = Partial<Record<'name' | 'shortName' | 'nameEn' | 'code' | 'creditCode', string>>;

export type Found = { organization: KnownOrganization } | { code: string; message: Words };

const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/**
 * Finds organisations by what people write for them: a name, names from above with strokes between, or a code.
 * One that the file changes is found by what it was called before, too: other rows may still write that.
 */
export class OrganizationIndex {
  private readonly byId = new Map<string, KnownOrganization>();
  private readonly byName = new Map<string, KnownOrganization[]>();
  private readonly byOther = new Map<string, KnownOrganization[]>();
  private readonly byCode = { code: new Map<string, KnownOrganization>(), creditCode: new Map<string, KnownOrganization>() };
  /** All that each is called, by its id. */
  private readonly names = new Map<string, Set<string>>();

  constructor(organizations: KnownOrganization[]) {
    for (const one of organizations) this.add(one);
  }

  add(one: KnownOrganization): void {
    this.byId.set(one.id, one);
    const names = this.names.get(one.id) ?? new Set();
    this.names.set(one.id, names);
    for (const name of [one.name, one.shortName, one.nameEn]) names.add(folded(name));
    put(this.byName, one.name, one);
    for (const text of [one.shortName, one.nameEn, one.code, one.creditCode]) if (text) put(this.byOther, text, one);
    for (const kind of ['code', 'creditCode'] as const) if (one[kind]) this.byCode[kind].set(one[kind], one);
  }

  administers(id: string): boolean {
    return this.byId.get(id)?.administered === true;
  }

  /** From here on it is as a row has it. */
  change(one: KnownOrganization, texts: OrganizationTexts): void {
    this.add(Object.assign(one, texts));
  }

  /** The one right under `parent` that has this name by now and is in use. */
  under(parent: string, name: string): KnownOrganization | undefined {
    const key = folded(name);
    return this.byName.get(key)?.find((one) => one.parentId === parent && one.active && folded(one.name) === key);
  }

  /** The one that has this code, wherever it is, or had it before the file: PostgreSQL looks at a code as soon as it is written, and that of another may not be gone by then. */
  withCode(kind: 'code' | 'creditCode', text: string): KnownOrganization | undefined {
    return this.byCode[kind].get(text);
  }

  /** The one that a text means, which has to be in use and administered. */
  find(text: string): Found {
    const parts = text.split(/[/／]/u).map(folded).filter(Boolean); // oxfmt-ignore
    const last = parts.pop() ?? '';
    const named = (known: KnownOrganization[] = []) => this.below(parts, known.filter(({ active }) => active)); // oxfmt-ignore
    // A name that one beside it has taken over is its own no longer.
    const byName = named(this.byName.get(last)).filter((one) => folded(one.name) === last || !this.under(one.parentId ?? '', last));
    const found = byName.length > 0 ? byName : named(this.byOther.get(last));
    const administered = found.filter((one) => one.administered);
    if (found.length === 0) return { code: 'unknown', message: { zh: '没有找到这个单位。', en: 'There is no such organisation.' } };
    if (administered.length === 0)
      return { code: 'not-administered', message: { zh: '这个单位不在您的管理范围内。', en: 'You do not administer this organisation.' } };
    if (administered.length > 1)
      return {
        code: 'ambiguous',
        message: { zh: '有几个单位都是这个名称，请在前面写上上级单位，如“徐州市/鼓楼区”。', en: 'Several have this name: write what stands above before it, as in City/County.' },
      };
    return { organization: administered[0]! };
  } // oxfmt-ignore

  /** Those that stand below these names: right below them where there are such, or else with others between. */
  private below(names: string[], known: KnownOrganization[]): KnownOrganization[] {
    const somewhere = known.filter((one) => this.hasAbove(one, names, false));
    const right = somewhere.filter((one) => this.hasAbove(one, names, true));
    return right.length > 0 ? right : somewhere;
  }

  private hasAbove(one: KnownOrganization, names: string[], rightAbove: boolean): boolean {
    let left = names.length;
    for (const above of one.path.slice(0, -1).toReversed()) {
      const called = this.names.get(above);
      if (!called || left === 0) break;
      if (called.has(names[left - 1]!)) left--;
      else if (rightAbove) return false;
    }
    return left === 0;
  }
}

const put = (map: Map<string, KnownOrganization[]>, text: string, one: KnownOrganization): void => {
  const key = folded(text);
  const there = map.get(key);
  if (!there) map.set(key, [one]);
  else if (!there.includes(one)) there.push(one);
};
