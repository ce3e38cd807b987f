/** Collects what `print` writes while `run` is running. */
export function printed(run: () => void): string[] {
  const lines: string[] = [];
  const log = console.log;
  console.log = (line: string) => lines.push(line);
  try {
    run();
  } finally {
    console.log = log;
  }
  return lines;
}
