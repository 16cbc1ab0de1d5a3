import { describe, expect, it } from '@jest/globals';
import { readCode } from './credit-code.js';
import { oneSlip, readFirm } from './firms.js';
import { foldTight } from './fold.js';
import { readOrganisation, sameBody } from './organisations.js';
import { mentionedPeople, mentionedVillages } from './particulars.js';
import { compatible, readPlace, surveyPlaces } from './places.js';

const gazetteer = surveyPlaces(['桐江市石梁县', '石梁县城关镇', '云和县'].map((text) => readPlace(text)!));
const strip = (text: string) => gazetteer.strip(text);

describe('names', () => {
  it('are written one way', () => {
    expect(foldTight('縣財政局 ２０１９年（ＡＢＣ）')).toBe('县财政局2019年(abc)');
  });

  it('of places have a depth, and lie in each other', () => {
    const [city, county, town] = ['桐江市', '桐江市石梁县', '石梁县城关镇'].map((text) => readPlace(text)!);
    expect(compatible(county!, town!)).toBe('inside');
    expect(compatible(city!, county!)).toBe('inside');
    expect(compatible(county!, readPlace('云和县')!)).toBe('elsewhere');
    expect(gazetteer.complete(readPlace('城关镇'), [])!.parts.map(({ name }) => name)).toEqual(['石梁', '城关']);
    expect(gazetteer.complete(undefined, ['云和财政局'])!.parts).toEqual([{ name: '云和', depth: 3 }]);
  });

  it('of cities at county level are the same with and without the city above them', () => {
    const learned = surveyPlaces(['桐江市新安市', '新安市', '桐江市', '新安市城郊镇', '桐江市石梁县'].map((text) => readPlace(text)!));
    const read = (text: string) => learned.complete(readPlace(text), [])!;
    expect(compatible(read('新安市'), read('桐江市新安市'))).toBe('same');
    expect(compatible(read('新安市城郊镇'), read('桐江市新安市'))).toBe('inside');
    expect(compatible(read('桐江市'), read('桐江市新安市'))).toBe('inside');
  });

  it('of organisations are known without their place, in short and as they were', () => {
    for (const name of ['石梁县财政局', '石梁财政局', '县财政局', '石梁县人民政府财政局']) expect(strip(name)).toBe('财政局');
    expect(readOrganisation('自然资源局不动产登记中心')!.chain).toEqual(['自然资源局', '不动产登记中心']);
    expect(readOrganisation('扶贫开发办公室')!.chain).toEqual(['乡村振兴局']);
    expect(sameBody('卫健局', '卫生健康局')).toBe('short');
    expect(sameBody('疾控中心', '疾病预防控制中心')).toBe('short');
    expect(sameBody('残联', '残疾人联合会')).toBe('short');
    expect(sameBody('妇联', '残疾人联合会')).toBeUndefined();
    expect(sameBody('财政局', '民政局')).toBeUndefined();
    expect(strip('柳林镇人民政府')).toBe('柳林镇人民政府');
  });

  it('of organisations keep what only looks like a place', () => {
    const cities = surveyPlaces(['桐江市新安市', '达坪苗族自治县'].map((text) => readPlace(text)!));
    for (const name of ['新安市市场监督管理局', '新安市场监督管理局', '市市场监督管理局', '市场监督管理局']) expect(cities.strip(name)).toBe('市场监督管理局');
    for (const name of ['新安市监局', '市监局']) expect(cities.strip(name)).toBe('市监局');
    for (const name of ['新安市民政局', '市民政局', '达坪苗族自治县民政局', '达坪民政局']) expect(cities.strip(name)).toBe('民政局');
  });

  it('of bodies are short in the ways of bodies', () => {
    const body = (name: string) => readOrganisation(name)!.chain.join('');
    expect(body('发改局')).toBe(body('发展和改革局'));
    expect(body('教科局')).toBe(body('教育局'));
    expect(body('柳林镇')).toBe(body('柳林镇政府'));
    expect(body('柳林街道办')).toBe(body('柳林街道'));
    expect(sameBody(body('柳林乡'), body('柳林镇人民政府'))).toBe('short');
    expect(sameBody('城投', '城市建设投资开发有限责任公司')).toBe('short');
    expect(sameBody('旅投集团', '旅游文化发展投资集团有限公司')).toBe('short');
    expect(sameBody('水投公司', '城市建设投资开发有限责任公司')).toBeUndefined();
    expect(sameBody('二小', '第二小学')).toBe('short');
    expect(sameBody('民中', '民族中学')).toBe('short');
    expect(sameBody('二小', '第一小学')).toBeUndefined();
  });

  it('of firms are told apart by their core', () => {
    expect(readFirm('石梁鑫固医疗器械有限公司', strip)!.core).toBe('鑫固医疗器械');
    expect(readFirm('鑫固医疗器械公司', strip)!.core).toBe('鑫固医疗器械');
    expect(readFirm('某公司', strip)).toBeUndefined();
    expect(readFirm('贵州省贵阳石梁云帆信息工程有限公司', strip)!.core).toBe('云帆信息工程');
    expect(readFirm('贵阳公司', strip)!.core).toBe('贵阳');
    expect(oneSlip('宇商贸', '鑫宇商贸')).toBe(true);
    expect(oneSlip('恒达商贸', '恒泰建筑')).toBe(false);
  });

  it('of people and villages are found beside what they are', () => {
    expect(mentionedPeople('村会计何建志冒名申领补贴，李强等3人得款')).toEqual(['何建志', '李强']);
    expect(mentionedPeople('会计某某挪用')).toEqual([]);
    expect(mentionedPeople('石头村集体果园发包给罗国平,邓勇领用备用金未还,丰收村孙昌盛户不符合条件')).toEqual(['孙昌盛', '罗国平', '邓勇'].sort());
    expect(mentionedPeople('职工谢方占用单位资金,金额占用较大,方案违规')).toEqual(['谢方']);
    expect(mentionedPeople('将村民杨波列为危改户，人员孙开祥享受补贴')).toEqual(['孙开祥', '杨波']);
    expect(mentionedVillages('东岗镇丰收村死亡人员仍领低保，农村居民')).toEqual(['丰收']);
    expect(mentionedVillages('松岭区李庄、王坪、赵湾三村虚报面积，红星二村未报')).toEqual(['星二', '李庄', '王坪', '赵湾'].sort());
  });

  it('have codes, old and new', () => {
    expect(readCode('91350100M000100Y43')).toEqual({ code: '91350100M000100Y43', body: 'M000100Y4', valid: true });
    expect(readCode('M000100Y-4')!.body).toBe('M000100Y4');
    expect(readCode('91350100M000100Y44')!.valid).toBe(false);
  });
});
