declare const process: { env: { BOARD: string } };

/** Whether this is Espruino's build for Linux, which has the functions for hardware, but nothing behind them. */
export function onLinux(): boolean {
  return process.env.BOARD == "LINUX";
}
