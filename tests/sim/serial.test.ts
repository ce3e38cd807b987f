import { expect } from "chai";
import { SimBoard } from "../../src/host/sim/index.ts";

function boardWith(code: string): SimBoard {
  const board = new SimBoard();
  board.load(code);
  board.run();
  return board;
}

const timed = (board: SimBoard): string[] => board.console.map(({ at, text }) => `${at} ${text}`);

describe("the serial ports of the simulated board", () => {
  it("carry bytes to the program at their time", () => {
    const board = boardWith(
      `Serial2.setup(9600); Serial2.on("data", function (d) { print(JSON.stringify(d)); });`,
    );
    board.serial(2).write("hi");
    board.serial(2).write(new Uint8Array([0, 200]), 5000);
    board.run();
    expect(timed(board)).to.deep.equal(['0 "hi"', '5000 "\\u0000È"']);
  });

  it("carry what the program writes: texts, numbers, lists and bytes", () => {
    const board = boardWith(
      `Serial3.setup(115200); Serial3.write("a\\xff", 66, [67, 68], new Uint8Array([69]), ["F", [71]], true);`,
    );
    const port = board.serial(3);
    expect(port.received.toString("latin1")).to.equal("a\xffBCDEFG\x01");
    expect(port.baudrate).to.equal(115200);
    const seen: string[] = [];
    port.onData = (data) => seen.push(data.toString());
    board.load(`Serial3.write("more")`);
    board.run();
    expect(seen).to.deep.equal(["more"]);
  });

  it("are off before they are set up, and afterwards", () => {
    const board = boardWith(`Serial2.on("data", print);
      try { Serial2.write("x"); } catch (e) { print(e.message); }
      Serial2.setup(9600); Serial2.unsetup();`);
    board.serial(2).write("lost");
    board.run();
    expect(timed(board)).to.deep.equal(["0 Serial2 was not set up"]);
  });

  it("can still wake the program, unless they are off", () => {
    expect(boardWith("Serial2.setup(9600)").run().watching).to.deep.equal(["Serial2"]);
    expect(boardWith("Serial2.setup(9600); Serial2.unsetup()").run().watching).to.deep.equal([]);
  });

  it("are those of the board, but for the console", () => {
    const board = new SimBoard({ board: "esp32c3" });
    expect(() => board.serial(1)).to.throw(RangeError, "Serial1 is no serial port of");
    expect(() => board.serial(4)).to.throw(RangeError, "Serial4 is no serial port of");
  });
});
