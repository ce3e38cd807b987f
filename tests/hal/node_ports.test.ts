import { expect } from "chai";
import { once, type EventEmitter } from "node:events";
import net from "node:net";
import type { Port } from "../../src/hal/hal.ts";
import * as node from "../../src/hal/node.ts";

/** Waits until `look` gives something, looking whenever the port has changed. */
function until<T>(port: Port, look: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const check = (): void => {
      const found = look();
      if (found !== undefined) resolve(found);
    };
    port.changed = check;
    check();
  });
}

const nothing = new Uint8Array(0);
const text = (bytes: Uint8Array | number | undefined): unknown =>
  bytes instanceof Uint8Array ? Buffer.from(bytes).toString() : bytes;

describe("ports on the desk", () => {
  let server: net.Server;
  let port: number;
  /** The server's side of the connections, in order. */
  let accepted: net.Socket[];

  beforeEach(async () => {
    accepted = [];
    server = net.createServer({ allowHalfOpen: true }, (socket) => {
      accepted.push(socket.on("error", () => undefined));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as net.AddressInfo);
  });

  afterEach(() => {
    for (const socket of accepted) socket.destroy();
    server.close();
  });

  async function connected(): Promise<[Port, net.Socket]> {
    const accept = once(server, "connection");
    const client = node.connect("127.0.0.1", port);
    expect(client.write(nothing)).to.equal(undefined);
    await until(client, () => client.write(nothing));
    await accept;
    return [client, accepted.at(-1)!];
  }

  it("reads no more than asked for, and lines", async () => {
    const [client, far] = await connected();
    far.end("one\ntwo\nthree");
    const got: unknown[] = [];
    for (const [n, line] of [[2], [9, true], [2, true], [9, true], [3, true], [9], [9]] as [
      number,
      boolean?,
    ][])
      got.push(text(await until(client, () => client.read(n, line))));
    expect(got).to.deep.equal(["on", "e\n", "tw", "o\n", "thr", "ee", ""]);
    client.close();
    expect([client.read(1), client.write(nothing)]).to.deep.equal([9, -9]);
  });

  it("holds a bounded number of bytes while nobody reads", async () => {
    const [client, far] = await connected();
    const total = 40_000_000;
    far.write(Buffer.alloc(total));
    far.end();
    // Something else goes to and fro until nothing moves any more.
    const [other, echo] = await connected();
    echo.pipe(echo);
    for (let same = 0, before = -1; same < 30;) {
      other.write(new Uint8Array([1]));
      await until(other, () => other.read(1));
      const sent = far.bytesWritten - far.writableLength;
      same = sent === before ? same + 1 : 0;
      before = sent;
    }
    expect(far.writableFinished).to.equal(false);
    let read = 0;
    for (let n = -1; n !== 0; read += n)
      n = ((await until(client, () => client.read(1e9))) as Uint8Array).length;
    expect(read).to.equal(total);
    client.close();
    other.close();
  });

  it("tells why a connection cannot be made or has ended", async () => {
    const [client, far] = await connected();
    far.resetAndDestroy();
    expect(await until(client, () => client.read(1))).to.equal(104);
    expect([client.write(nothing), client.read(1)]).to.deep.equal([-104, 104]);
    server.close();
    await once(server, "close");
    const refused = node.connect("127.0.0.1", port);
    expect(await until(refused, () => refused.write(nothing))).to.equal(-111);
  });

  it("tells of a port that is taken, and who connects", async () => {
    expect(await new Promise((resolve) => node.listen("127.0.0.1", port, 5, resolve))).to.equal(98);
    const free = await new Promise<number>((resolve) => {
      const probe = net.createServer().listen(0, "127.0.0.1", () => {
        const { port: found } = probe.address() as net.AddressInfo;
        probe.close(() => {
          resolve(found);
        });
      });
    });
    const told: unknown[] = [];
    const socket = await new Promise<net.Socket>((resolve) => {
      const stop = node.listen("127.0.0.1", free, 5, (errno, connection, peer) => {
        told.push(errno, peer);
        if (connection) {
          stop();
          connection.close();
        } else resolve(net.connect(free, "127.0.0.1"));
      });
    });
    await once(socket.resume(), "end");
    expect(told).to.deep.equal([0, undefined, 0, ["127.0.0.1", socket.localPort]]);
    socket.destroy();
  });

  it("gives up a connection that is closed before it is made", async () => {
    const client = node.connect("127.0.0.1", port);
    client.close();
    expect([client.read(1), client.write(nothing)]).to.deep.equal([9, -9]);
    const [other] = await connected();
    expect(accepted.length).to.equal(1);
    other.close();
  });

  it("has serial ports whose other side a test can hold", async () => {
    const serial = node.serial(1, { baudrate: 9600, bits: 8, parity: null, stop: 1, rxbuf: 64 })!;
    const device = node.serialDevice(1)!;
    expect(serial.write(new Uint8Array([104, 105]))).to.equal(2);
    expect(String((await once(device as unknown as EventEmitter, "data"))[0])).to.equal("hi");
    device.write("there");
    expect(text(await until(serial, () => serial.read(9)))).to.equal("there");
    serial.close();
  });

  it("writes and reads text as UTF-8, and refuses what is none", () => {
    expect(text(node.encode("hé€🍔"))).to.equal("hé€🍔");
    expect(node.decode(node.encode("\ufeffhé€🍔"))).to.equal("\ufeffhé€🍔");
    expect(() => node.decode(new Uint8Array([0xff]))).to.throw(TypeError);
  });
});
