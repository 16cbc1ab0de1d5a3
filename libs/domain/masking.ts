import type { SubjectKind } from './clue.js';

const compoundSurnames = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 呼延 轩辕 西门 南门 东郭 百里'.split(
    ' ',
  ),
);

/** A person's name as lists show it, by the surname alone: 张某, 欧阳某. A name in other letters keeps its first one: `J***`. */
export function maskName(name: string): string {
  const letters = [...name.trim()];
  const first = letters[0] ?? '';
  if (!/^\p{Script=Han}$/u.test(first)) return `${first}***`;
  const two = letters.slice(0, 2).join('');
  return `${letters.length > 2 && compoundSurnames.has(two) ? two : first}某`;
}

/** The subject of a clue as lists show it: persons are masked, functions stay. */
export const maskSubject = ({ kind, name }: { kind: SubjectKind; name: string }): string => (kind === 'person' ? maskName(name) : name);
