import { expect } from "chai";
import { SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, lines, timed } from "./support.ts";

/** What each statement raises, or "ok". */
function outcomes(...statements: string[]): string[] {
  return lines(
    statements.map((text) => `try { ${text}; print("ok"); } catch (e) { print(e.message); }`).join("\n"),
  );
}

const careful = "; with care, for the chip reads them at reset: 0, 2, 5, 12, 15";
const outputs = `4, 13, 14, 16 to 19, 21 to 23, 25 to 27, 32, 33${careful}`;
const inputs = `4, 13, 14, 16 to 19, 21 to 23, 25 to 27, 32 to 36, 39${careful}`;

const pin = (board: SimBoard, name: string) => board.pins[name];

describe("a pin of the simulated board", () => {
  it("is driven by the program, and every edge is kept with its time", () => {
    const board = boardWith(
      "digitalWrite(D4, 1); setTimeout(function () { D4.write(false); D4.reset(); }, 2); setTimeout(function () { print(D4.toggle()); }, 3);",
    );
    expect(pin(board, "D4").edges).to.deep.equal([
      { at: 0, level: 1, by: "board" },
      { at: 2000, level: 0, by: "board" },
      { at: 3000, level: 1, by: "board" },
    ]);
    expect(board.output).to.equal("true\n");
  });

  it("is driven from outside, now or at a time, until it is let go", () => {
    const board = new SimBoard();
    board.load(
      'pinMode(D4, "input_pulldown"); setInterval(function () { print(digitalRead(D4), D4.read()); }, 1);',
    );
    pin(board, "D4").drive(1);
    pin(board, "D4").drive(0, 1500);
    pin(board, "D4").drive(1, 2500);
    const takeBack = pin(board, "D4").drive(0, 2600);
    pin(board, "D4").drive(undefined, 3500);
    takeBack();
    board.run({ for: 4500 });
    expect(board.output).to.equal("1 true\n0 false\n1 true\n0 false\n");
    expect(() => pin(board, "D4").drive(1, 4000)).to.throw(RangeError, "is past");
  });

  it("tells an instrument outside of its edges", () => {
    const board = new SimBoard();
    const seen: number[] = [];
    const stop = pin(board, "LED1").watch(({ level }) => seen.push(level));
    board.load(
      "digitalWrite(LED1, 1); digitalWrite(D2, 0); setTimeout(function () { digitalWrite(LED1, 1); }, 5)",
    );
    stop();
    board.run();
    expect(seen).to.deep.equal([1, 0]);
    expect(pin(board, "D2").read()).to.equal(1);
  });

  it("that floats is an error to read, with the reason", () => {
    const [first, second] = outcomes("digitalRead(D4)", 'pinMode(D5, "input"); digitalRead(D5)');
    expect(first).to.match(/^D4 floats: .*digitalRead made it an input/);
    expect(second).to.match(/^D5 floats: [^(]*$/);
  });

  it("that the program drives turns into an input when read, unless pinMode was called", () => {
    expect(outcomes("digitalWrite(D4, 1); digitalRead(D4)")[0]).to.match(/^D4 floats/);
    expect(
      lines('pinMode(D4, "output"); digitalWrite(D4, 1); print(digitalRead(D4), getPinMode(D4))'),
    ).to.deep.equal(["1 output"]);
  });

  it("has pulls and open drain", () => {
    const board = new SimBoard();
    board.load(`pinMode(D4, "input_pullup"); pinMode(D5, "input_pulldown"); print(digitalRead(D4), digitalRead(D5));
      pinMode(D13, "opendrain_pullup"); digitalWrite(D13, 1);
      setTimeout(function () { print(digitalRead(D13)); digitalWrite(D13, 0); }, 2);`);
    expect(pin(board, "D13").level).to.equal(1);
    pin(board, "D13").drive(0);
    board.run();
    pin(board, "D13").drive(1);
    expect(pin(board, "D13").level).to.equal(0);
    expect(board.output).to.equal("1 0\n0\n");
  });

  it("refuses what the chip cannot do", () => {
    expect(
      outcomes(
        "digitalWrite(D34, 1)",
        'pinMode(D34, "output")',
        'pinMode(D35, "input_pullup")',
        "digitalRead(D6)",
        "analogRead(D4)",
        "analogRead(D16)",
        "analogWrite(D36, 0.5)",
        "setWatch(print, D7)",
        'pinMode(D4, "zap")',
        "digitalWrite(D4)",
        "digitalRead(99)",
        'new Pin("D24")',
      ),
    ).to.deep.equal([
      `GPIO 34 of ESP32 is input only: it has no output stage (outputs: ${outputs})`,
      `GPIO 34 of ESP32 is input only: it has no output stage (outputs: ${outputs})`,
      `GPIO 35 of ESP32 has no pull resistors inside (wire a resistor to it, or take another pin; inputs with pull resistors: ${outputs})`,
      `GPIO 6 of ESP32 belongs to the flash chip: to touch it stops the board (inputs: ${inputs})`,
      "GPIO 4 of ESP32 is an input of ADC2, which Espruino does not read (analog inputs: 32 to 36, 39)",
      "GPIO 16 of ESP32 is no analog input (analog inputs: 32 to 36, 39)",
      `GPIO 36 of ESP32 is input only: it has no output stage (outputs for pulses: ${outputs.replace("25 to 27", "27")})`,
      `GPIO 7 of ESP32 belongs to the flash chip: to touch it stops the board (inputs: ${inputs})`,
      "Unknown pin mode",
      "ok",
      `Invalid pin: ESP32 has no GPIO 99 (inputs: ${inputs})`,
      `Invalid pin: ESP32 has no GPIO 24 (inputs: ${inputs})`,
    ]);
  });

  it("that is the console's or the USB connection's can be used, which is remarked once", () => {
    const board = boardWith("digitalWrite(D1, 1); digitalWrite(D1, 0); D1.read(); D4.set(); D12.set();");
    expect(board.console.map(({ text }) => text).join()).to.match(/^Uncaught Error: D1 floats/);
    expect(board.remarks).to.deep.equal([
      "GPIO 1 of ESP32 is the console's: programs arrive and print through it (free of that: " +
        "4, 13, 14, 16 to 19, 21 to 23, 25 to 27, 32 to 36, 39)",
    ]);
    expect(boardWith("D19.set()", { board: "esp32c3" }).remarks.join()).to.match(
      /^GPIO 19 .* USB connection/,
    );
  });

  it("of the DAC takes what analogWrite sets", () => {
    expect(pin(boardWith("analogWrite(D25, 0.5)"), "D25").pwm?.value).to.equal(0.5);
  });

  it("that is an output has no voltage to read", () => {
    expect(outcomes('pinMode(D32, "output"); analogRead(D32)')).to.deep.equal([
      "D32 is an output, there is no voltage to read on it",
    ]);
  });

  it("belongs to whom claims it, until it is released or made an input", () => {
    const board = new SimBoard();
    board.load(
      "function attempt(fn) { try { fn(); print('ok'); } catch (e) { print(e.message); } } pinMode(D5, 'output');",
    );
    const say = (code: string): string => {
      board.load(`attempt(function () { ${code} })`);
      return board.console.at(-1)?.text ?? "";
    };
    const d4 = pin(board, "D4");
    d4.claim("drive an I2C bus", "I2C1 (SDA)");
    d4.claim("drive an I2C bus", "I2C1 (SDA)");
    const taken = "D4 is in use as I2C1 (SDA): it cannot be anything else";
    expect(() => d4.claim("drive an SPI bus", "SPI1 (SCK)")).to.throw(taken);
    for (const code of [
      "D4.set()",
      "D4.read()",
      "D4.mode('output')",
      "analogWrite(D4, 0.5)",
      "setWatch(print, D4)",
    ])
      expect(say(code), code).to.equal(taken);
    d4.release("SPI1 (SCK)");
    expect(say("D4.set()")).to.equal(taken);
    d4.release("I2C1 (SDA)");
    expect(say("D4.set()")).to.equal("ok");
    d4.claim("drive an I2C bus", "I2C1 (SDA)");
    expect(say("pinMode(D4, 'opendrain'); D4.reset(); pinMode(D4, 'output'); D4.set();")).to.equal("ok");
    expect(() => pin(board, "D5").claim("drive an I2C bus", "I2C1 (SCL)")).to.throw(
      "D5 cannot be of I2C1 (SCL): the program has made it an output",
    );
    expect(() => pin(board, "D34").claim("drive an I2C bus")).to.throw(
      "D34 is input only: it cannot drive an I2C bus",
    );
  });

  it("reads a voltage that is driven, in 4,096 steps, and nothing else", () => {
    const board = new SimBoard();
    board.load(
      "setInterval(function () { try { print(analogRead(D34)); } catch (e) { print(e.message); } }, 1);",
    );
    pin(board, "D34").driveAnalog(0.5, 1500);
    pin(board, "D34").driveAnalog(1, 2500);
    board.run({ for: 3000 });
    expect(board.console.map(({ text }) => text)).to.deep.equal([
      "no voltage is on D34 of the simulated board: drive one with pins.D34.driveAnalog(fraction)",
      "0.5",
      String(4095 / 4096),
    ]);
    expect(() => pin(board, "D34").driveAnalog(1.5)).to.throw(RangeError, "from 0 to 1");
  });

  it("keeps what analogWrite sets", () => {
    expect(pin(boardWith("analogWrite(D4, 0.25, { freq: 1000 })"), "D4").pwm).to.deep.equal({
      value: 0.25,
      freq: 1000,
    });
  });

  it("comes in arrays, and as anything that reads and writes", () => {
    const code = `[D4, D5].forEach(function (p) { p.mode("output"); });
      digitalWrite([D4, D5], 2); print(digitalRead([D4, D5]), digitalRead(D4));
      digitalWrite([D4, D5], true); print(digitalRead([D4, D5]));
      digitalWrite({ write: function (x) { print("got", x); } }, 3); print(digitalRead({ read: function () { return 7; } }));
      try { digitalWrite({}, 1); } catch (e) { print(e.message); }`;
    expect(lines(code)).to.deep.equal(["2 1", "3", "got 3", "7", "Invalid pin"]);
  });

  it("is a Pin, equal to itself however it was come by", () => {
    const code =
      'print(D2 === new Pin(2), new Pin("D2") === LED1, D2 instanceof Pin, "" + D2, +D2, D2, D2.getInfo().num)';
    expect(lines(code)).to.deep.equal(["true true true D2 2 D2 2"]);
  });

  it("that a button is on rests where the button leaves it", () => {
    expect(lines("print(digitalRead(BTN1), BTN1)")).to.deep.equal(["1 D0"]);
  });
});

describe("setWatch on the simulated board", () => {
  const show = "function (e) { print(e.state, e.time, e.lastTime, e.pin); }";

  /** Runs a program while D4 goes through these levels at these times (µs), starting low. */
  function watching(code: string, ...changes: [at: number, level: 0 | 1][]): string[] {
    const board = new SimBoard();
    pin(board, "D4").drive(0);
    board.load(code);
    for (const [at, level] of changes) pin(board, "D4").drive(level, at);
    board.run();
    return board.console.map(({ at, text }) => `${at} ${text}`);
  }

  it("calls with the level and the times of this edge and the one before", () => {
    expect(
      watching(`setWatch(${show}, D4, { repeat: true });`, [1000, 1], [1500, 0], [9000, 1]),
    ).to.deep.equal([
      "1000 true 0.001 undefined D4",
      "1500 false 0.0015 0.001 D4",
      "9000 true 0.009 0.0015 D4",
    ]);
  });

  it("can ask for one edge only, and counts the other one as the last", () => {
    expect(
      watching(`setWatch(${show}, D4, { repeat: true, edge: "falling" });`, [1000, 1], [1500, 0]),
    ).to.deep.equal(["1500 false 0.0015 0.001 D4"]);
    expect(
      watching(`setWatch(${show}, D4, { repeat: true, edge: 1 });`, [1000, 1], [1500, 0]),
    ).to.have.length(1);
  });

  it("ends after one call unless it repeats", () => {
    expect(watching(`setWatch(${show}, D4);`, [1000, 1], [1500, 0])).to.have.length(1);
    expect(watching(`setWatch(${show}, D4, true);`, [1000, 1], [1500, 0])).to.have.length(2);
  });

  it("stamps an edge when it happens and calls from the idle loop", () => {
    const busy = "function busy(ms) { var t = getTime() + ms / 1000; while (getTime() < t); }";
    const [line] = watching(
      `${busy} setWatch(${show}, D4); setTimeout(function () { busy(5); print("done"); }, 1);`,
      [3000, 1],
    ).slice(1);
    expect(line).to.match(/^60\d\d true 0\.003 undefined D4$/);
  });

  it("stamps in the wall clock of the moment", () => {
    const code = `setTimeout(function () { setTime(100); }, 1); setWatch(${show}, D4, true);`;
    expect(watching(code, [500, 1], [2000, 0])).to.deep.equal([
      "500 true 0.0005 undefined D4",
      "2000 false 100.001 0.0005 D4",
    ]);
  });

  it("waits for bounces to end and then tells when they did", () => {
    const code = `setWatch(${show}, D4, { repeat: true, debounce: 10 });`;
    const bouncing: [number, 0 | 1][] = [1, 2, 3, 4, 5].map((ms) => [ms * 1000, (ms % 2) as 0 | 1]);
    expect(watching(code, ...bouncing, [30000, 0])).to.deep.equal([
      "15000 true 0.005 undefined D4",
      "40000 false 0.03 0.005 D4",
    ]);
    // Back where it was: nothing has happened.
    expect(watching(code, [1000, 1], [2000, 0])).to.deep.equal([]);
  });

  it("still debounces when the program clears all its timers", () => {
    const code = `setWatch(${show}, D4, { debounce: 10 }); setTimeout(function () { clearTimeout(); }, 2);`;
    expect(watching(code, [1000, 1])).to.have.length(1);
  });

  it("debounces a button and looks at rising edges by default", () => {
    const board = new SimBoard();
    board.load("setWatch(function (e) { print(e.state, getTime()); }, BTN1, { repeat: true });");
    pin(board, "BTN1").drive(0, 1000);
    pin(board, "BTN1").drive(undefined, 100_000);
    board.run();
    expect(board.output).to.equal("true 0.125\n");
  });

  it("is ended by clearWatch, one or all", () => {
    const code = `var a = setWatch(function () { print("a"); }, D4, true); setWatch(function () { print("b"); }, D4, true);
      setTimeout(function () { clearWatch(a); }, 2); setTimeout(function () { clearWatch(); }, 4);
      try { clearWatch(undefined); } catch (e) { print(e.message); }`;
    expect(watching(code, [1000, 1], [3000, 0], [5000, 1])).to.deep.equal([
      "0 clearWatch(undefined) not allowed. Use clearWatch() instead",
      "1000 a",
      "1000 b",
      "3000 b",
    ]);
  });

  it("refuses what it does not know", () => {
    expect(
      outcomes(
        "setWatch(5, D4)",
        'setWatch(print, D4, { edge: "x" })',
        "setWatch(print, 'zap')",
        "setWatch(print, D4, { irq: true })",
      ),
    ).to.deep.equal([
      "Function or String not supplied!",
      "'edge' in setWatch should be 1, -1, 0, 'rising', 'falling' or 'both'",
      "Invalid pin",
      "setWatch with `irq` or `data` is not modelled by the simulator",
    ]);
  });

  it("keeps a program waiting, which the result says", () => {
    const board = boardWith("setWatch(print, D4, true); setWatch(print, BTN1, true)");
    expect(board.run()).to.deep.include({ reason: "idle", watching: ["D4", "D0"], message: "" });
    expect(timed("setWatch(print, D4, true)")).to.deep.equal([]);
  });
});
