const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
/** One or two characters, and none that speaks of what is done: in 谢方占用 the name ends before 占. */
const given =
  '(?:(?![的了在列享和与或及等未不为被把将向对从于以到由款项额单位公司局委办部门镇乡村县区市组户员责任工程审批账付收费用占领借欠违虚冒骗套])[\\u4e00-\\u9fff×]){1,2}';
const roles =
  '主任|书记|局长|院长|校长|会计|出纳|职工|干部|村民|负责人|站长|所长|经理|科长|股长|工作人员|镇长|乡长|主席|支书|文书|报账员|财务人员|组长|队长|馆长|园长|教师|医生|法人|法定代表人|老板|户主|农户|个体户|承包人|承租人|经办人|亲属|对象|人员|同志';
const behindRole = new RegExp(
  `(?:${roles})([${surnames}]${given}?)(?=户|[借领占列享等将以在向与和为对、,。()套侵骗虚冒挪违私领的于一个通同之未从把用收擅因同截报]|$)`,
  'g',
);
const beforeWord = new RegExp(`([${surnames}]${given})(?=等\\d+[人户名]|等[一二三四五六七八九十]+[人户名]|同志|个人账户|名下|\\(身份证)`, 'g');
/** Who got something, or stands before what people do: 发包给罗国平, 邓勇领用备用金, 石头村孙昌盛户. */
const receiver = new RegExp(`(?:发给|借给|租给|包给|付给|交由)([${surnames}]${given}?)(?=[,。;:()、]|户|个人|私|种|使用|经营|承包|$)`, 'g');
const doer = new RegExp(
  `(?:^|[,。;:、(]|[村组]|社区)([${surnames}]${given}?)(?=户|名下|领[取用]|借[支款走]|拖欠|欠|承包|占用|长期|违规|冒领|骗取|虚报|一户|\\(|等[\\d一二三四五六七八九十]+[人户名])`,
  'g',
);
const village = /([\u4e00-\u9fff]{2,3}?)(村委会|居委会|村民小组|村民委员会|社区|村)(?![民级务干官集账庄医卫])/g;
/** 李庄、王坪、赵湾三村: villages that are listed and counted. */
const listed = /((?:[\u4e00-\u9fff]{2,3}、)+[\u4e00-\u9fff]{2,3}?)等?[两二三四五六七八九十\d]+个?(?:行政|自然)?村/g;
/** Words that begin as surnames do. */
const notPeople =
  /^(?:方[案式法面]|金[额融]|任[务何]|程[序度]|万[元余]|高[标价于中校]|严[重格]|范围|钱款|白[条酒]|石[材料]|周[边转期]|田[地间]|余[额款]|雷同|于[是此])/;
const notPlaces =
  /(?:农|乡|各|该|本|全|某|个|和|及|与|对|在|向|由|将|美丽|新|示范|行政|自然|贫困|部分|有关|相关|驻|每|多|镇|县|区)$|^(?:美丽|传统|示范|贫困|发现|经查)/;

/** People whom a text names beside a role or a count: 会计张明, 李强等3人. 某 stands for what was left out. */
export function mentionedPeople(folded: string): string[] {
  const found = new Set<string>();
  for (const pattern of [behindRole, beforeWord, receiver, doer])
    for (const [, name] of folded.matchAll(pattern)) if (name!.length >= 2 && !/[某×]/.test(name!) && !notPeople.test(name!)) found.add(name!);
  return [...found].sort();
}

/** Villages and communities by the two characters before their ending. */
export function mentionedVillages(folded: string): string[] {
  const found = new Set<string>();
  if (!/[村区会]/.test(folded)) return [];
  const add = (text: string) => {
    const name = text.replace(/^.*[县区市镇乡道]/, '').slice(-2);
    if (name.length === 2 && !notPlaces.test(name)) found.add(name);
  };
  const rest = folded.replace(listed, (_, names: string) => {
    names.split('、').forEach(add);
    return '¤';
  });
  for (const match of rest.matchAll(village)) add(match[1]!);
  return [...found].sort();
}
