/** What a command has printed, and its exit code. */
export interface Ended {
  stdout: string;
  stderr: string;
  status: number;
}

/** Runs the command line in this process, in a folder: a process of its own takes seconds to load the compiler. */
export async function uasyncio(folder: string, ...args: string[]): Promise<Ended> {
  // In the way in which the command loads its parts when it needs them: only so they have one and the same BuildError.
  const { main } = await import("../../src/host/cli/index.ts");
  const before = process.cwd();
  let stdout = "";
  let stderr = "";
  process.chdir(folder);
  try {
    const status = await main(args, {
      out: (text) => (stdout += text),
      err: (text) => (stderr += text),
    });
    return { stdout, stderr, status };
  } finally {
    process.chdir(before);
  }
}
