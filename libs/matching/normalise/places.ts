import { remembering } from './fold.js';

/** A place as a path, from the largest part to the smallest that is named. */
export interface Place {
  /** Names without their endings, 石梁 for 石梁县, each with its depth: 1 province, 2 city, 3 county, 4 town, 5 village. */
  parts: { name: string; depth: number }[];
}

const endings: [string, number][] = [
  ['特别行政区', 1],
  ['维吾尔自治区', 1],
  ['自治区', 1],
  ['省', 1],
  ['自治州', 2],
  ['地区', 2],
  ['盟', 2],
  ['市', 2],
  ['自治县', 3],
  ['新区', 3],
  ['开发区', 3],
  ['高新区', 3],
  ['县', 3],
  ['区', 3],
  ['旗', 3],
  ['街道办事处', 4],
  ['街道', 4],
  ['镇', 4],
  ['乡', 4],
  ['苏木', 4],
  ['村委会', 5],
  ['居委会', 5],
  ['社区', 5],
  ['村', 5],
];
/** 苗族侗族 in 黔东南苗族侗族自治州: no part of the name that people use. */
const peoples =
  '(?:(?:苗|侗|彝|水|回|藏|羌|壮|瑶|满|傣|白|佤|怒|黎|畲|京|各|布依|土家|仡佬|蒙古|朝鲜|哈尼|拉祜|纳西|傈僳|景颇|独龙|普米|毛南|仫佬|锡伯|达斡尔|哈萨克|柯尔克孜|撒拉|保安|东乡|裕固|塔吉克|布朗)族)';
const itsPeoples = new RegExp(`${peoples}+$`);
/** What stands between a known place and a body in it; in 汇江市场监督管理局 that is nothing. */
const behindPlace = new RegExp(`^(?:(?!市(?:场|监|容|政[管工园设道环公建养集]))[省市县区旗](?![委长])|新区|${peoples}*自治[区州县])`);

const ending = endings.map(([text]) => text).join('|');
const part = new RegExp(`([\\u4e00-\\u9fff]{1,6}?)(${ending})`, 'y');
const depths = new Map(endings);

/** Reads 桐江市石梁县城关镇东村. A second 市 below a first one is at county's depth. */
export function readPlace(folded: string): Place | undefined {
  const parts: Place['parts'] = [];
  part.lastIndex = 0;
  for (let at = 0; at < folded.length; at = part.lastIndex) {
    part.lastIndex = at;
    const match = part.exec(folded);
    if (!match) {
      const rest = folded.slice(at).replace(/[^\u4e00-\u9fff]/g, '');
      if (parts.length === 0 && rest.length >= 2) parts.push({ name: rest, depth: 3 });
      break;
    }
    const previous = parts.at(-1)?.depth ?? 0;
    const depth = Math.max(depths.get(match[2]!)!, previous === 2 && match[2] === '市' ? 3 : 0);
    if (depth <= previous) break;
    parts.push({ name: match[1]!.replace(itsPeoples, '') || match[1]!, depth });
  }
  return parts.length === 0 ? undefined : { parts };
}

/** The name at county's depth, or of a city that stands alone: it may be one at county's level. */
export const countyOf = (place: Place | undefined): string | undefined =>
  (place?.parts.find(({ depth }) => depth === 3) ?? place?.parts.find(({ depth }) => depth === 2))?.name;

/** Whether one lies in the other, or they are the same. */
export function compatible(one: Place, other: Place): 'same' | 'inside' | 'elsewhere' | 'unknown' {
  let shared = 0;
  for (const { name, depth } of one.parts) {
    const there = other.parts.find((each) => each.depth === depth);
    if (there && there.name !== name) return similarName(there.name, name) ? 'inside' : 'elsewhere';
    if (there) shared++;
  }
  if (shared > 0) return one.parts.at(-1)!.depth === other.parts.at(-1)!.depth ? 'same' : 'inside';
  const names = new Set(one.parts.map(({ name }) => name));
  return other.parts.some(({ name }) => names.has(name)) ? 'inside' : 'unknown';
}

/** 新沂 and 新沂城: one name begins with the other. */
const similarName = (one: string, other: string): boolean => one.length > 1 && other.length > 1 && (one.startsWith(other) || other.startsWith(one));

/** The place names that a set of tables knows: what stands before an organisation's name, and in which county a town lies. */
export class Gazetteer {
  private readonly longest: number;

  constructor(
    /** Depth by name, down to the towns. */
    readonly places: Readonly<Record<string, number>>,
    /** County by town, where the tables leave no doubt. */
    readonly countyOfTown: Readonly<Record<string, string>>,
  ) {
    this.longest = Object.keys(places).reduce((most, { length }) => Math.max(most, length), 0);
  }

  /** The name without the places that it begins with: 财政局 for 石梁县财政局, 石梁财政局 and 县财政局. */
  readonly strip = remembering((folded) => this.withoutPlaces(folded));

  private withoutPlaces(folded: string): string {
    let rest = folded;
    for (let stripped = true; stripped;) {
      stripped = false;
      const known = this.prefix(rest);
      if (known && rest.length - known >= 2) {
        rest = rest.slice(known);
        stripped = true;
      }
      const general = /^(?:[省县区旗市](?!委|政府|长|域|级|直|(?<=市)(?:场|监|容|政[管工园设道环公建养集]))|人民政府(?=[\u4e00-\u9fff]{2}))/.exec(rest);
      if (general && rest.length - general[0].length >= 2) {
        rest = rest.slice(general[0].length);
        stripped = true;
      }
    }
    return rest;
  }

  private prefix(text: string): number {
    for (let length = Math.min(this.longest, text.length - 1); length >= 2; length--) {
      if ((this.places[text.slice(0, length)] ?? 9) <= 3) return length + (behindPlace.exec(text.slice(length))?.[0].length ?? 0);
    }
    return 0;
  }

  /** Completes a place that does not name its county: by the town that it names, or by what stands in one of the texts. */
  complete(named: Place | undefined, texts: readonly string[]): Place | undefined {
    const place = named && this.atCountyLevel(named);
    const parts = place?.parts ?? [];
    if (parts.some(({ depth }) => depth === 3)) return place;
    const town = parts.find(({ depth }) => depth > 3);
    const county = (town && this.countyOfTown[town.name]) ?? this.countyIn(texts);
    if (!county || parts.some(({ name }) => name === county)) return place;
    return { parts: [...parts.filter(({ depth }) => depth < 3), { name: county, depth: 3 }, ...parts.filter(({ depth }) => depth > 3)] };
  }

  /** A city that stands alone is at county's level where other places show it below a city. */
  private atCountyLevel(place: Place): Place {
    const city = place.parts.findIndex(({ depth }) => depth === 2);
    if (city < 0 || place.parts.some(({ depth }) => depth === 3) || this.places[place.parts[city]!.name] !== 3) return place;
    return { parts: place.parts.map((each, n) => (n === city ? { ...each, depth: 3 } : each)) };
  }

  /** The first county that the first of the texts to name one names. */
  private countyIn(texts: readonly string[]): string | undefined {
    for (const text of texts)
      for (let at = 0; at + 1 < text.length; at++)
        for (let length = Math.min(this.longest, text.length - at); length >= 2; length--) {
          const name = text.slice(at, at + length);
          if (this.places[name] === 3) return name;
        }
    return undefined;
  }
}

/** Learns the gazetteer from the places that two tables name. */
export function surveyPlaces(places: Iterable<Place>): Gazetteer {
  const names = new Map<string, number>();
  const counties = new Map<string, Set<string>>();
  const [belowCity, aboveCounty] = [new Set<string>(), new Set<string>()];
  for (const { parts } of places) {
    const county = parts.find(({ depth }) => depth === 3)?.name;
    const city = parts.find(({ depth }) => depth === 2)?.name;
    if (city && county) {
      belowCity.add(county);
      aboveCounty.add(city);
    }
    for (const { name, depth } of parts) {
      if (depth <= 4 && name.length >= 2) names.set(name, Math.min(depth, names.get(name) ?? 9));
      if (depth === 4 && county) counties.set(name, (counties.get(name) ?? new Set()).add(county));
    }
  }
  const certain = [...counties].filter(([, of]) => of.size === 1).map(([town, of]) => [town, [...of][0]!] as const);
  // Where no county is named at all, the cities are at county's level.
  const lowest = ![...names.values()].includes(3);
  const sorted = [...names]
    .map(([name, depth]): [string, number] => [name, depth === 2 && (lowest || (belowCity.has(name) && !aboveCounty.has(name))) ? 3 : depth])
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return new Gazetteer(Object.fromEntries(sorted), Object.fromEntries(certain.sort(([one], [other]) => (one < other ? -1 : 1))));
}
