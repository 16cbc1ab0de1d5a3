import type { PasswordLink } from '../../api/administration-types';
import { useDates, useWords } from '../../words/words';

/** Saves the links by which people set their passwords, as a list. */
export function useLinkList() {
  const { links: words } = useWords().administration;
  const dates = useDates();
  return (links: PasswordLink[]): void => {
    const rows = links.map(({ name, login, token, expiresAt }) => [name, login, `${location.origin}/new-password#${token}`, dates.moment(expiresAt)]);
    const address = URL.createObjectURL(linkList([words.columns.name, words.columns.login, words.columns.link, words.columns.until], rows));
    Object.assign(document.createElement('a'), { href: address, download: words.file }).click();
    URL.revokeObjectURL(address);
  };
}

/** A list that spreadsheets open as it is: in UTF-8 with its mark, and with nothing in it that they would take for a formula. */
function linkList(header: string[], rows: string[][]): Blob {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const lines = [header, ...rows].map((row) => row.map(cell).join(','));
  return new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
}
