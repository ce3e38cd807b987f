import { expect } from "chai";
import { SimBoard, type SimConnection } from "../../src/host/sim/index.ts";
import { espruino, lines, realLines } from "./support.ts";

const HEAD = `var net = require("net");
function tell(name, s) {
  ["data", "drain", "end", "close", "error"].forEach(function (e) {
    s.on(e, function (x) { print(name, e, e == "data" ? x.length : e == "close" ? x : e == "error" ? x.code : "-"); });
  });
}
`;

/** A server and its client in one script. */
const BOTH = `${HEAD}
var server = net.createServer(function (s) {
  print("accepted"); tell("server", s);
  s.on("data", function (d) { if (d[0] == "q") s.end("bye"); });
});
server.listen(PORT);
var c = net.connect({ host: "127.0.0.1", port: PORT }, function (s) {
  print("connected", s === c);
  c.write("x".repeat(600));
  setTimeout(function () { c.write("q"); }, 50);
  setTimeout(function () {
    try { c.write("z"); } catch (e) { print(e.message); }
    server.close();
    try { net.connect({ host: "127.0.0.1", port: PORT }, print); } catch (e) { print(e.toString()); }
  }, 200);
});
tell("client", c);`;

const BOTH_PRINTS = [
  "accepted",
  "connected true",
  "client drain -",
  "server data 536",
  "server data 64",
  "client drain -",
  "server data 1",
  "client drain -",
  "client data 3",
  "server end -",
  "server close false",
  "client end -",
  "client close false",
  "This socket is closed",
  "ERROR: Connect failed (err 111)",
  "InternalError: Unable to create socket",
];

function boardWith(code: string): SimBoard {
  const board = new SimBoard();
  board.load(HEAD + code);
  board.run({ for: 1e6 });
  return board;
}

const texts = (board: SimBoard): string[] => board.console.map(({ text }) => text);

describe("the network of the simulated board", () => {
  it("tells a program of a connection what the firmware tells", () => {
    expect(lines(BOTH.replaceAll("PORT", "80"))).to.deep.equal(BOTH_PRINTS);
  });

  (espruino === undefined ? it.skip : it)(
    `as Espruino does${espruino === undefined ? " (ESPRUINO does not name a binary)" : ""}`,
    () => {
      // Not a port that the system gives out by itself.
      const port = 10000 + (process.pid % 20000);
      expect(realLines(BOTH.replaceAll("PORT", String(port)))).to.deep.equal(BOTH_PRINTS);
    },
  );

  it("lets the desk connect to the program", () => {
    const board = boardWith(`net.createServer(function (s) {
      s.on("data", function (d) { s.write(d.toUpperCase()); });
      s.on("close", function () { print("closed"); });
    }).listen(80);`);
    expect(board.network.connect(81)).to.equal(undefined);
    const client = board.network.connect(80)!;
    client.write("héllo");
    expect(board.run().reason).to.equal("idle");
    expect(client.received.toString("latin1").slice(0, 1)).to.equal("H");
    expect(client.received.length).to.equal(6);
    expect([client.open, texts(board)]).to.deep.equal([true, []]);
    client.end();
    board.run();
    expect([client.open, texts(board)]).to.deep.equal([false, ["closed"]]);
  });

  it("lets the program connect to the desk, which may be slow or break off", () => {
    const connections: SimConnection[] = [];
    const board = new SimBoard();
    board.network.listen(80, (connection) => connections.push(connection));
    board.load(
      `${HEAD} net.connect({ port: 80 }, function (s) { tell("s", s); s.write("x".repeat(1000)); });`,
    );
    board.run();
    const [desk] = connections;
    expect([desk.received.length, texts(board)]).to.deep.equal([1000, ["s drain -", "s drain -"]]);
    desk.pause();
    board.load(`net.connect({ port: 80 }, function (s) { tell("t", s); s.write("y"); });`);
    board.run();
    connections[1].pause();
    desk.reset();
    board.run();
    expect(texts(board).slice(2)).to.deep.equal([
      "t drain -",
      "t drain -",
      "s error -9",
      "s end -",
      "s close true",
    ]);
  });

  it("keeps what is sent while the desk does not take it, and says what was lost", () => {
    const connections: SimConnection[] = [];
    const board = new SimBoard();
    board.network.listen(80, (connection) => {
      connection.pause();
      connections.push(connection);
    });
    board.load(
      `${HEAD} net.connect({ port: 80 }, function (s) { tell("s", s); s.write("x".repeat(1000)); });`,
    );
    board.run();
    expect([connections[0].received.length, texts(board)]).to.deep.equal([0, ["s drain -"]]);
    connections[0].end();
    board.run();
    expect(texts(board).slice(1)).to.deep.equal(["s error -8", "s end -", "s close true"]);
    board.load(`net.connect({ port: 80 }, function (s) { tell("t", s); s.write("y".repeat(600)); });`);
    board.run();
    connections[1].resume();
    board.run();
    expect([connections[1].received.length, texts(board).slice(4)]).to.deep.equal([
      600,
      ["t drain -", "t drain -"],
    ]);
  });

  it("refuses a port that is taken, and names what the program waits for", () => {
    const board = boardWith(`net.createServer(print).listen(80);
      try { net.createServer(print).listen(80); } catch (e) { print(e.toString()); }`);
    expect(texts(board)).to.deep.equal([
      "ERROR: Socket bind failed",
      "InternalError: Unable to create socket",
    ]);
    expect(board.run().watching).to.deep.equal(["TCP port 80"]);
    board.network.connect(80);
    expect(board.run().watching).to.deep.equal(["TCP port 80", "a TCP connection"]);
  });
});
