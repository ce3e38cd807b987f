/** The word of a list that somebody may have meant, or undefined: none is near. */
export function nearest(word: string, list: readonly string[]): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const distances = list.map((other) => ({ other, far: distance(plain(word), plain(other)) }));
  const [best] = distances.sort((a, b) => a.far - b.far);
  return best && best.far <= Math.ceil(word.length / 3) ? best.other : undefined;
}

/** What to say of the allowed words, the nearest first. */
export function allowed(what: string, word: string, list: readonly string[]): string {
  const near = nearest(word, list);
  return `${near === undefined ? "" : `did you mean ${near}? `}${what}: ${list.join(", ")}`;
}

/** How many characters have to be added, taken away or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}
