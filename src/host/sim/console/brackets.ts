/** Brackets that are open at the end of a text that goes on for certain: in a comment or a template. */
const UNFINISHED = 1000;

/**
 * How many brackets a text leaves open, as Espruino's console counts them to see whether a line is complete. Text that is
 * not finished at the end of its line counts as complete, for the error is to be seen.
 */
export function openBrackets(text: string): number {
  let open = 0;
  let value = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "/" && (text[i + 1] === "/" || text[i + 1] === "*")) {
      const line = text[i + 1] === "/";
      const end = line ? text.indexOf("\n", i) : text.indexOf("*/", i + 2);
      if (end < 0) return line ? open : UNFINISHED;
      i = line ? end : end + 1;
    } else if (char === '"' || char === "'" || char === "`" || (char === "/" && !value)) {
      const end = endOfText(text, i);
      if (end < 0) return char === "`" ? UNFINISHED : 0;
      i = end;
      value = true;
    } else if ("([{".includes(char)) {
      open++;
      value = false;
    } else if (")]}".includes(char)) {
      if (--open < 0) return open;
      value = true;
    } else if (/[\w$\x80-\xff]/.test(char)) {
      const word = /^[\w$\x80-\xff]+/.exec(text.slice(i))?.[0] ?? char;
      i += word.length - 1;
      value = !/^(return|typeof|case|in|instanceof|new|delete|void|throw|else|do)$/.test(word);
    } else if (!/\s/.test(char)) value = false;
  }
  return open;
}

/** Where the text or regular expression ends that begins at `start`; below 0: it does not. */
function endOfText(text: string, start: number): number {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === quote) return i;
    else if (text[i] === "\n" && quote !== "`") return -1;
  }
  return -1;
}
