const legalForm = /(?:有限责任公司|股份有限公司|股份公司|有限公司|集团公司|集团|总公司|分公司|公司|经营部|个体工商户)+$/;
const nobody = /^(?:某|××|xx|\*+|\?|不详|无|未知|有关|相关|该|第三方|社会|多家|个人|几家)/;
const mention = /([\u4e00-\u9fff()]{3,20}?(?:有限责任公司|股份有限公司|有限公司|公司))/g;

/** Provinces and their capitals before a firm's name, wherever it comes from. */
const seat =
  /^(?:北京|天津|上海|重庆|河北|石家庄|山西|太原|内蒙古|呼和浩特|辽宁|沈阳|吉林|长春|黑龙江|哈尔滨|江苏|南京|浙江|杭州|安徽|合肥|福建|福州|江西|南昌|山东|济南|河南|郑州|湖北|武汉|湖南|长沙|广东|广州|深圳|广西|南宁|海南|海口|四川|成都|贵州|贵阳|云南|昆明|西藏|拉萨|陕西|西安|甘肃|兰州|青海|西宁|宁夏|银川|新疆|乌鲁木齐)(?:[省市]|自治区)?(?=[\u4e00-\u9fff]{2})/;

/** A firm by the part of its name that tells it apart: 鑫固医疗器械 for 澄湖鑫固医疗器械有限公司. */
export interface Firm {
  core: string;
}

/** Reads a firm's name; 某公司 is none. `strip` takes places off its beginning. */
export function readFirm(folded: string, strip: (text: string) => string): Firm | undefined {
  const name = folded.replace(/\((?:[^)]*)\)/g, '').replace(/[^\u4e00-\u9fffa-z0-9]/g, '');
  if (name === '' || nobody.test(name)) return undefined;
  const core = strip(strip(name.replace(legalForm, '')).replace(seat, '').replace(seat, ''));
  return core.length < 2 || nobody.test(core) ? undefined : { core };
}

/** Firms that a text names by their legal form. */
export const mentionedFirms = (folded: string): string[] =>
  !folded.includes('公司')
    ? []
    : [...folded.matchAll(mention)].map(([, name]) =>
        name!.replace(/^.*(?:由|与|向|给|被|为|和|从|至|支付|委托|凭|通过|中标人|承租方|承办方|借款方|单位)/, ''),
      );

/** Whether two names differ by one character only: one missing, one swapped with its neighbour, one similar. */
export function oneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 3) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const [left, right] = [one.length - start - end, other.length - start - end];
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && one[start] === other[start + 1] && one[start + 1] === other[start];
}
