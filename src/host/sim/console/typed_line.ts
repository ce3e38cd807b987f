/** A line that is being typed, maybe of several rows, and the cursor in it. */
export class Typed {
  cursor: number;

  constructor(public text = "") {
    this.cursor = text.length;
  }

  get before(): string {
    return this.text.charAt(this.cursor - 1);
  }

  get after(): string {
    return this.text.charAt(this.cursor);
  }

  get startOfRow(): number {
    return this.cursor === 0 ? 0 : this.text.lastIndexOf("\n", this.cursor - 1) + 1;
  }

  get endOfRow(): number {
    const end = this.text.indexOf("\n", this.cursor);
    return end < 0 ? this.text.length : end;
  }

  /** What stands behind the cursor in its row. */
  get restOfRow(): string {
    return this.text.slice(this.cursor, this.endOfRow);
  }

  insert(text: string): void {
    this.text = this.text.slice(0, this.cursor) + text + this.text.slice(this.cursor);
    this.cursor += text.length;
  }

  /** Takes one character out. */
  delete(place: number): void {
    this.text = this.text.slice(0, place) + this.text.slice(place + 1);
    if (place < this.cursor) this.cursor--;
  }

  /** The same column in another row, as near as can be. */
  rowAway(rows: number): number {
    const [row, column] = this.rowAndColumn(this.cursor);
    const lengths = this.text.split("\n").map(({ length }) => length);
    const target = Math.min(Math.max(row + rows, 0), lengths.length - 1);
    const start = lengths.slice(0, target).reduce((sum, length) => sum + length + 1, 0);
    return start + Math.min(column, lengths[target]);
  }

  /** What moves a terminal's cursor between two places of the text. */
  moves(from: number, to: number): string {
    const [fromRow, fromColumn] = this.rowAndColumn(from);
    const [toRow, toColumn] = this.rowAndColumn(to);
    return (
      (toColumn > fromColumn ? "\x1b[C" : "\x1b[D").repeat(Math.abs(toColumn - fromColumn)) +
      (toRow > fromRow ? "\x1b[B" : "\x1b[A").repeat(Math.abs(toRow - fromRow))
    );
  }

  private rowAndColumn(place: number): [row: number, column: number] {
    const rows = this.text.slice(0, place).split("\n");
    return [rows.length - 1, rows[rows.length - 1].length];
  }
}
