const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Whether a text is a unified social credit code: 18 characters in capitals, the last of which checks the others (GB 32100–2015). */
export function isCreditCode(text: string): boolean {
  const values = [...text].map((character) => alphabet.indexOf(character));
  if (values.length !== 18 || values.includes(-1)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * values[index]!, 0);
  return (31 - (sum % 31)) % 31 === values[17];
}
