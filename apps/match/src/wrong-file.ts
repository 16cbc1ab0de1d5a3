/** A file that is not as it should be: the message is one sentence with file, row and column, for the person who has to mend it. */
export class WrongFile extends Error {
  override name = 'WrongFile';

  constructor(file: string, problem: string, place: { row?: number; column?: string } = {}) {
    const where = [file, place.row !== undefined && `row ${place.row}`, place.column !== undefined && `column "${place.column}"`].filter(Boolean).join(', ');
    super(`${where}: ${problem}`);
  }
}
