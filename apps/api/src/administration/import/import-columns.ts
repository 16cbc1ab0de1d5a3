import type { Words } from '#domain/language';

interface ColumnDefinition extends Words {
  required?: true;
  /** What is to be written into it; stands in the template. */
  about: Words;
}

/** The sheets that are imported and their columns, in the order of the template. Each name is taken in either language, or in both. */
export const importSheets = {
  organizations: {
    zh: '单位',
    en: 'Organisations',
    columns: {
      above: {
        zh: '上级单位',
        en: 'Above',
        required: true,
        about: {
          zh: '上级单位的名称；有重名的写成“徐州市/鼓楼区”这样，也可以写代码。可以是本表中的单位。',
          en: 'The name of the one above it; where several have it, write City/County, or a code. It may be one of this sheet.',
        },
      },
      name: { zh: '名称', en: 'Name', required: true, about: { zh: '单位全称，同一上级下不能重名。', en: 'The full name; no two under the same have one.' } },
      kind: { zh: '类型', en: 'Kind', required: true, about: { zh: '见下面的类型清单。', en: 'One of the kinds listed below.' } },
      shortName: { zh: '简称', en: 'Short name', about: { zh: '不填则与名称相同。', en: 'The name, if left out.' } },
      nameEn: { zh: '英文名称', en: 'English name', about: { zh: '不填则与名称相同。', en: 'The name, if left out.' } },
      code: { zh: '区划代码', en: 'Division code', about: { zh: '六位数字，仅限市、县（区）和功能区。', en: 'Six digits; cities, counties and zones only.' } },
      creditCode: { zh: '统一社会信用代码', en: 'Credit code', about: { zh: '18 位；没有的不填。', en: '18 characters; nothing where there is none.' } },
    },
  },
  people: {
    zh: '人员',
    en: 'People',
    columns: {
      name: { zh: '姓名', en: 'Name', required: true, about: { zh: '', en: '' } },
      login: {
        zh: '用户名',
        en: 'Log-in name',
        required: true,
        about: { zh: '用于登录，每人一个，不分大小写。已有的用户名表示修改此人。', en: 'Each person’s own. One that is known already means that person.' },
      },
      organization: { zh: '所属单位', en: 'Organisation', required: true, about: { zh: '写法同“上级单位”。', en: 'Written like Above.' } },
      roles: {
        zh: '角色',
        en: 'Roles',
        about: {
          zh: '在所属单位的角色，用逗号隔开，见下面的角色清单。导入只增加角色，不取消。',
          en: 'Held in that organisation, with commas between. Roles are added, never taken away.',
        },
      },
    },
  },
} as const satisfies Record<string, Words & { columns: Record<string, ColumnDefinition> }>;

export type SheetKey = keyof typeof importSheets;

export const columnsOf = (sheet: SheetKey): Record<string, ColumnDefinition> => importSheets[sheet].columns;

/** How a name stands in the template: in both languages. */
export const inBoth = ({ zh, en }: Words): string => `${zh} ${en}`;

const folded = (text: string) => text.normalize('NFKC').replace(/[\s*]+/gu, ' ').trim().toLowerCase(); // oxfmt-ignore

/** Which of these a text names: by its key, in one of the languages, or in both. */
export function namedBy<Key extends string>(text: string, choices: Record<Key, Words>): Key | undefined {
  const wanted = folded(text);
  return (Object.keys(choices) as Key[]).find((key) => [key, choices[key].zh, choices[key].en, inBoth(choices[key])].map(folded).includes(wanted));
}
