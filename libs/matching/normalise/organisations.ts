import { remembering } from './fold.js';

/** Names that reforms of government gave to bodies, old to new: general knowledge, of the reforms of 2013 to 2023. */
const renamed: [RegExp, string][] = [
  [/^(?:国土资源局|国土局|规划局|资规局|自然资源和规划局)$/, '自然资源局'],
  [/^(?:卫生局|卫生和计划生育局|卫生和计划生育委员会|卫计局|卫计委|人口和计划生育局|计生局)$/, '卫生健康局'],
  [/^卫生健康委员会$/, '卫生健康局'],
  [/^(?:环境保护局|环保局)$/, '生态环境局'],
  [/^(?:农业局|农业委员会|农委|农牧局|畜牧局|农业和畜牧局|农林局)$/, '农业农村局'],
  [/^(?:安全生产监督管理局|安监局)$/, '应急管理局'],
  [/^(?:扶贫开发办公室|扶贫办|扶贫开发局)$/, '乡村振兴局'],
  [
    /^(?:文广局|文旅局|文体旅局|文体广电旅游局|文化体育广电和旅游局|文化体育和旅游局|旅游局|文化局|文化广电局|文化体育局|文化广电新闻出版局|文化和旅游局|旅游发展委员会)$/,
    '文化广电和旅游局',
  ],
  [/^(?:工商局|工商行政管理局|质量技术监督局|质监局|食品药品监督管理局|食药监局|市场和质量监督管理局)$/, '市场监督管理局'],
  [/^(?:粮食局|物价局|发展和改革局|发改局|发改委|发展改革委|发展改革局)$/, '发展和改革委员会'],
  [/^(?:住房和城乡规划建设局|城乡建设局|建设局|住房保障局|规划建设局)$/, '住房和城乡建设局'],
  [/^(?:交通局)$/, '交通运输局'],
  [/^(?:城市管理局|城市管理行政执法局|城管局|城市管理和综合执法局)$/, '综合行政执法局'],
  [/^(?:经济和信息化委员会|经信委|经济贸易局|经贸局|工业和信息化局)$/, '经济和信息化局'],
  [/^(?:劳动和社会保障局|人事局)$/, '人力资源和社会保障局'],
  [/^(?:水务局)$/, '水利局'],
  [/^教(?:育和?(?:体育|科技|科学技术|科技和体育)|体|科|科体)局$/, '教育局'],
  [/^医院$/, '人民医院'],
];

/** How one organisation is written: the body that answers for it, and the parts below. */
export interface Organisation {
  /** From the highest body to the lowest that is named, without places: 民政局, 殡仪馆. */
  chain: string[];
}

const body = /^([\u4e00-\u9fff]{1,12}?(?:局|委员会|办公室|人民政府|总队|支队|(?<!组)委(?!员|组|托)))(?=[\u4e00-\u9fff]{3})/;
const bracketed = /\([^)]*\)|[·"'“”《》<>]/g;

/** Reads an organisation's name whose places were stripped. */
export function readOrganisation(name: string): Organisation | undefined {
  let rest = name.replace(bracketed, '').replace(/[^\u4e00-\u9fffa-z0-9]/g, '');
  const chain: string[] = [];
  for (let match = body.exec(rest); match && chain.length < 3; match = body.exec(rest)) {
    chain.push(today(match[1]!));
    rest = rest.slice(match[1]!.length).replace(/^(?:下属|所属|直属|机关)(?=[\u4e00-\u9fff]{2})/, '');
  }
  if (rest) chain.push(today(rest));
  return chain.length === 0 ? undefined : { chain };
}

/** The name that a body has today. */
export const today = remembering((name) => {
  for (const [old, now] of renamed) if (old.test(name)) return now;
  return name
    .replace(/^([\u4e00-\u9fff]{1,4}街道)(?:办|办事处)?$/, '$1办事处')
    .replace(/^([\u4e00-\u9fff]{1,4}(?:镇|乡|苏木))$/, '$1人民政府')
    .replace(/(?<!人民)政府$/, '人民政府');
});

/** Whether `short` may be a short form of `long`: its characters in the same order, the same beginning or a tail, the same ending (疾控中心, 卫健局, 登记中心, 残联). */
export function isShortOf(short: string, long: string): boolean {
  if (short.length >= long.length || short.length < 2) return false;
  if (legalForm.test(long)) {
    const [few, all] = [short.replace(legalForm, ''), long.replace(legalForm, '')];
    if (few.length >= 2 && few.length < 4 && few.length < all.length) return few[0] === all[0] && inOrder(few, all);
  }
  const ends =
    short.at(-1) === long.at(-1) ||
    (short.endsWith('委') && long.endsWith('委员会')) ||
    (short.endsWith('办') && long.endsWith('办公室')) ||
    (/[中小]$/.test(short) && long.endsWith(`${short.at(-1)}学`)) ||
    (short.endsWith('联') && long.endsWith('联合会'));
  if (!ends) return false;
  if (long.endsWith(short) && short.length >= 3) return true;
  const whole = /^第./.test(long) && short[0] !== '第' ? long.slice(1) : long; // 二小 for 第二小学
  return short[0] === whole[0] && inOrder(short, whole);
}

/** 城投 for 城市建设投资开发有限公司: what such a firm is besides its name. */
const legalForm = /(?:集团)?(?:有限责任公司|股份有限公司|有限公司|公司|集团)$/;

/** Whether the characters of one stand in the other in their order. */
function inOrder(few: string, all: string): boolean {
  let at = 0;
  for (const character of all) if (character === few[at]) at++;
  return at === few.length;
}

const town = /^([\u4e00-\u9fff]{2,4}?)(?:镇|乡|街道|苏木)/;
const townItself = /(?:镇|乡|苏木)人民政府$|街道办事处$/;

/** Whether two bodies are of one town: its government and an office of it. A township that became a town keeps its name. */
export const sameTown = (one: string, other: string): boolean => {
  const name = town.exec(one)?.[1];
  return name !== undefined && town.exec(other)?.[1] === name;
};

/** How two names of one place belong together. */
export function sameBody(one: string, other: string): 'same' | 'short' | undefined {
  if (one === other) return 'same';
  if (townItself.test(one) && townItself.test(other) && sameTown(one, other)) return 'short';
  return isShortOf(one, other) || isShortOf(other, one) ? 'short' : undefined;
}

const endings =
  '局|委员会|办公室|中心|管理站|服务站|监测站|工作站|站|管理所|绿化所|所|学院|医院|卫生院|福利院|敬老院|养老院|院|文化馆|图书馆|博物馆|殡仪馆|馆|中学|小学|学校|幼儿园|大队|支队|林场|农场|水库|管理处|管理段|报社|电视台|公园|公墓';
const mention = new RegExp(`[\\u4e00-\\u9fff]{2,14}?(?:${endings})(?![\\u4e00-\\u9fff]{0,2}(?:建设|工程|项目|改造))`, 'g');

/** Organisations that a text names right behind a place that is stripped by `strip`; what has no place before it is too uncertain. */
export function mentionedOrganisations(folded: string, strip: (text: string) => string): string[] {
  const found = new Set<string>();
  for (const clause of folded.split(/[,。;:、!?()]/)) {
    for (const [text] of clause.matchAll(mention)) {
      const name = strip(text);
      if (name !== text && name.length >= 3) found.add(name);
    }
  }
  return [...found];
}
