/** Writes fen as yuan: 12500000 is 125,000.00. Exact, however large. */
export function yuanOf(fen: string): string {
  const digits = fen.padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${digits.slice(-2)}`;
}

/** The same as a field of a form takes it: 125000.00. */
export const plainYuanOf = (fen: string): string => yuanOf(fen).replaceAll(',', '');

export const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
