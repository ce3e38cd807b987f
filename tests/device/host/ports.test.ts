import { expect } from "chai";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { openError, openLink } from "../../../src/host/device/link.ts";
import { choosePort, findPorts, type PortSystem } from "../../../src/host/device/ports.ts";
import { inTemporary, refusal } from "./support.ts";

type Listed = Awaited<ReturnType<PortSystem["list"]>>;

/** A machine with these entries in /dev; `name -> target` makes a link. */
async function onMachine<T>(
  devices: readonly string[],
  use: (system: PortSystem, dev: string) => Promise<T>,
  listed: (dev: string) => Listed = () => [],
): Promise<T> {
  return await inTemporary(async (root) => {
    const dev = join(root, "dev");
    mkdirSync(dev);
    for (const device of devices) {
      const [name, target] = device.split(" -> ");
      mkdirSync(dirname(join(dev, name)), { recursive: true });
      if (target === undefined) writeFileSync(join(dev, name), "");
      else symlinkSync(target, join(dev, name));
    }
    return await use({ root, list: async () => listed(dev) }, dev);
  });
}

describe("serial ports", () => {
  it("are found under all the names that boards have, each once, and nothing else is", async () => {
    const devices = [
      "ttyS0",
      "ttyUSB0",
      "ttyACM1",
      "cu.usbserial-0001",
      "cu.Bluetooth-Incoming-Port",
      "null",
    ];
    devices.push(
      "serial/by-id/usb-Silicon_Labs_CP2102-if00 -> ../../ttyUSB0",
      "serial/by-id/gone -> ../../ttyUSB9",
    );
    await onMachine(devices, async (system, dev) => {
      expect(await findPorts(system)).deep.equal([
        { path: join(dev, "cu.usbserial-0001"), label: "" },
        { path: join(dev, "ttyACM1"), label: "" },
        { path: join(dev, "ttyUSB0"), label: "usb-Silicon_Labs_CP2102-if00" },
      ]);
    });
  });

  it("that the system lists are taken with what it knows of them", async () => {
    const listed = (dev: string): Listed => [
      { path: join(dev, "ttyUSB0"), manufacturer: "1a86", serialNumber: "7" },
      { path: "COM4", manufacturer: "wch.cn" },
      { path: join(dev, "ttyS0") },
    ];
    await onMachine(
      ["ttyUSB0", "ttyS0"],
      async (system, dev) => {
        expect(await findPorts(system)).deep.equal([
          { path: join(dev, "ttyUSB0"), label: "1a86 7" },
          { path: "COM4", label: "wch.cn" },
        ]);
      },
      listed,
    );
  });

  it("are found where the system cannot list them", async () => {
    await onMachine(["ttyUSB0"], async ({ root }, dev) => {
      const list = async () => Promise.reject(new Error("no udevadm"));
      expect(await choosePort(undefined, { root, list })).equal(join(dev, "ttyUSB0"));
    });
  });

  it("none, several: each has its message", async () => {
    await onMachine([], async (system) => {
      expect((await refusal(choosePort(undefined, system))).message).match(
        /^no board found.*\n.*--port PORT/,
      );
      expect(await choosePort("/dev/ttyX", system)).equal("/dev/ttyX");
    });
    await onMachine(
      ["ttyUSB0", "ttyACM 1;$(x)", "ttyACM0", "serial/by-id/A -> ../../ttyACM0"],
      async (system, dev) => {
        expect((await refusal(choosePort(undefined, system))).message).equal(
          `several serial ports found:\n      ${join(dev, "ttyACM0")}  (A)\n      ${join(dev, "ttyUSB0")}\n` +
            "    say which one: --port PORT",
        );
      },
    );
  });

  it("that are busy, closed to the user, or gone: each has its message", () => {
    const message = (text: string) => openError("/dev/ttyUSB0", text).message;
    expect(message("Error: Resource temporarily unavailable Cannot lock port")).match(/is in use by another/);
    expect(message("Error: Error: EBUSY: resource busy")).match(/is in use by another program\n.*fuser/);
    expect(message("Error: Permission denied, cannot open /dev/ttyUSB0")).match(
      /^no permission to open \/dev\/ttyUSB0\n {4}run: sudo usermod -aG dialout \$USER/,
    );
    expect(message("Error: No such file or directory, cannot open")).match(/^there is no port/);
    expect(message("Error: Input/output error setting custom baud rate")).match(
      /^cannot open .*Input\/output/,
    );
  });

  it("that are no serial ports are told so", async () => {
    await inTemporary(async (folder) => {
      const file = join(folder, "a b;$(touch x)'\"");
      expect((await refusal(openLink(file))).message).include(`there is no port ${file}`);
      writeFileSync(file, "");
      chmodSync(file, 0o600);
      expect((await refusal(openLink(file))).message).include(`cannot open ${file}: `);
    });
  });

  it("on the network open, or say why not within their time", async () => {
    const server = createServer((socket) => socket.end("hello")).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const link = await openLink(`tcp://127.0.0.1:${port}`);
    const reason = await new Promise((resolve) => (link.onClose = resolve));
    expect(reason).equal("the other end closed the connection");
    server.close();
    expect((await refusal(openLink(`tcp://127.0.0.1:${port}`))).message).match(/ECONNREFUSED/);
    expect((await refusal(openLink("tcp://a b"))).message).match(
      /write tcp:\/\/host:port|ENOTFOUND|EAI_AGAIN/,
    );
    expect((await refusal(openLink("tcp://h:1:2"))).message).match(/write tcp:\/\/host:port/);
  });
});
