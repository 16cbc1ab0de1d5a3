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
  /** The row that adds it. */
  row?: number;
}

export type Found = { organization: KnownOrganization } | { code: string; message: Words };

const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/** Finds organisations by what people write for them: a name, names from above with strokes between, or a code. */
export class OrganizationIndex {
  private readonly byId = new Map<string, KnownOrganization>();
  private readonly byName = new Map<string, KnownOrganization[]>();
  private readonly byOther = new Map<string, KnownOrganization[]>();

  constructor(organizations: KnownOrganization[]) {
    for (const one of organizations) this.add(one);
  }

  add(one: KnownOrganization): void {
    this.byId.set(one.id, one);
    put(this.byName, one.name, one);
    for (const text of new Set([one.shortName, one.nameEn, one.code, one.creditCode])) if (text) put(this.byOther, text, one);
  }

  administers(id: string): boolean {
    return this.byId.get(id)?.administered === true;
  }

  /** The one right under `parent` that has this name and is in use. */
  under(parent: string, name: string): KnownOrganization | undefined {
    return this.byName.get(folded(name))?.find(({ parentId, active }) => parentId === parent && active);
  }

  /** The one that has this code, wherever it is. */
  withCode(kind: 'code' | 'creditCode', text: string): KnownOrganization | undefined {
    return this.byOther.get(folded(text))?.find((one) => one[kind] === text);
  }

  /** The one that a text means, which has to be in use and administered. */
  find(text: string): Found {
    const parts = text.split(/[/／]/u).map(folded).filter(Boolean); // oxfmt-ignore
    const last = parts.pop() ?? '';
    const named = (known: KnownOrganization[] = []) => this.below(parts, known.filter(({ active }) => active)); // oxfmt-ignore
    const byName = named(this.byName.get(last));
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
      const next = this.byId.get(above);
      if (!next || left === 0) break;
      if ([next.name, next.shortName, next.nameEn].some((name) => folded(name) === names[left - 1])) left--;
      else if (rightAbove) return false;
    }
    return left === 0;
  }
}

const put = (map: Map<string, KnownOrganization[]>, text: string, one: KnownOrganization): void => {
  const key = folded(text);
  const there = map.get(key);
  if (there) there.push(one);
  else map.set(key, [one]);
};
