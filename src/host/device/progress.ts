/** A bar that is drawn over itself on a terminal; elsewhere a line at each quarter. */
export function progressBar(
  say: (text: string) => void,
  terminal: boolean,
): (done: number, of: number) => void {
  let quarter = 0;
  return (done, of) => {
    const part = done / of;
    if (terminal) {
      const full = Math.round(part * WIDTH);
      const bar = "█".repeat(full) + "·".repeat(WIDTH - full);
      say(`\r  ${bar} ${String(Math.floor(part * 100)).padStart(3)} %${done === of ? "\n" : ""}`);
      return;
    }
    const now = Math.floor(part * 4);
    if (now === quarter) return;
    quarter = now;
    say(`  ${now * 25} %\n`);
  };
}

const WIDTH = 30;
