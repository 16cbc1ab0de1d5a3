const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** An organisation's code, as far as it can be compared: `body` is the nine characters that the old organisation code and the unified credit code (GB 32100) share. */
export interface OrganisationCode {
  code: string;
  body: string;
  /** Whether the check character of a unified credit code is right. */
  valid: boolean;
}

/** Reads a unified credit code, or an organisation code of nine characters as it was before 2015. */
export function readCode(text: string): OrganisationCode | undefined {
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  if (code.length === 18) return { code, body: code.slice(8, 17), valid: checkCharacter(code) === code[17] };
  if (code.length === 9) return { code, body: code, valid: true };
  return code === '' ? undefined : { code, body: code, valid: false };
}

function checkCharacter(code: string): string | undefined {
  let sum = 0;
  for (let place = 0; place < 17; place++) {
    const value = alphabet.indexOf(code[place]!);
    if (value < 0) return undefined;
    sum += value * weights[place]!;
  }
  return alphabet[(31 - (sum % 31)) % 31];
}
