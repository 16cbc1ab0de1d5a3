/** The trial story as a bad release would have it. */
export async function trial(): Promise<void> {
  throw new TypeError('This story does not work.');
}
