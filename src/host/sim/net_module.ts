import type { Machine } from "./globals.ts";
import type { Network, NetworkEnd } from "./network.ts";
import { EspruinoError, type Callback } from "./realm.ts";

/** Texts of the errors that the network of the simulator has. */
const ERRORS: Readonly<Record<number, string>> = {
  [-3]: "timeout",
  [-8]: "unsent data",
  [-9]: "connection reset",
};

const refused = () => new EspruinoError("Unable to create socket", "InternalError");

/** The module behind `require("net")`. */
export function netModule(machine: Machine, network: Network): object {
  const { realm } = machine;

  function fire(object: object, event: string, ...args: unknown[]): void {
    for (const fn of [...realm.listeners(object, event)])
      machine.call(() => Reflect.apply(fn, object, args), []);
  }

  function socketOver(end: NetworkEnd): Record<string, unknown> {
    const write = (data: unknown): void => {
      if (!end.open) throw new EspruinoError("This socket is closed");
      end.send(String(data));
    };
    const socket = realm.object({
      write: realm.fn((data) => {
        write(data);
        return false;
      }),
      end: realm.fn((data) => {
        if (data !== undefined) write(data);
        end.end();
      }),
    });
    end.listener = {
      data(text) {
        if (realm.listeners(socket, "data").length === 0)
          machine.remark("a socket without a listener for data is not modelled: bytes are lost");
        fire(socket, "data", text);
      },
      drain() {
        fire(socket, "drain", socket);
      },
      close(code) {
        if (code !== 0) fire(socket, "error", realm.object({ code, message: ERRORS[code] }));
        fire(socket, "end");
        fire(socket, "close", code !== 0);
      },
    };
    return socket;
  }

  function connect(options: unknown, connected: unknown): object {
    const end = network.join(Number((options as { port?: unknown }).port));
    if (!end) {
      machine.print("ERROR: Connect failed (err 111)");
      throw refused();
    }
    const socket = socketOver(end);
    machine.post(() => {
      if (!end.open) return;
      if (typeof connected === "function") machine.call(connected as Callback, [socket]);
      end.listener.drain?.();
    });
    return socket;
  }

  function createServer(accept: unknown): object {
    if (typeof accept !== "function") throw new EspruinoError("Expecting Callback Function");
    let listening: number | undefined;
    const server = realm.object({
      listen: realm.fn((port) => {
        const opened = network.open(
          Number(port),
          (end) => machine.call(accept as Callback, [socketOver(end)]),
          true,
        );
        if (!opened) {
          machine.print("ERROR: Socket bind failed");
          throw refused();
        }
        listening = Number(port);
        return server;
      }),
      close: realm.fn(() => {
        if (listening !== undefined) network.shut(listening);
        listening = undefined;
      }),
    });
    return server;
  }

  return realm.object({ connect: realm.fn(connect), createServer: realm.fn(createServer) });
}
