import { expect } from "chai";
import { RotaryEncoder, type RotaryEncoderOptions, type SimBoard } from "../../src/host/sim/index.ts";
import { boardWith, images, printed, type Image } from "./support.ts";

const HEAD = `
    const a = new Pin(18, Pin.IN, Pin.PULL_UP), b = new Pin(19, Pin.IN, Pin.PULL_UP);`;

const BODIES: Record<string, string> = {
  follow: `${HEAD}
    const knob = new drivers.RotaryEncoder(a, b);
    for (;;) print(await knob.wait_for_change());`,
  one: `${HEAD}
    const knob = new drivers.RotaryEncoder(a, b, 1);
    await sleep_ms(1000);
    print(knob.position);`,
  two: `${HEAD}
    const knob = new drivers.RotaryEncoder(a, b, 2);
    await sleep_ms(1000);
    print(knob.position);`,
  busy: `${HEAD}
    const knob = new drivers.RotaryEncoder(a, b);
    create_task((async () => { for (;;) { await sleep_ms(1); spend(5000); } })());
    await sleep_ms(1000);
    print(knob.position);`,
  lost: `
    const fake = () => ({ irq(handler) { this.edge = (level) => handler(this, level, 0); }, value: () => 1 });
    const a = fake(), b = fake();
    const knob = new drivers.RotaryEncoder(a, b);
    const feed = (what, edges) => {
      for (const edge of edges.split(" ")) (edge[0] == "a" ? a : b).edge(+edge[1]);
      print(what + ": " + knob.position);
    };
    feed("a whole way", "a0 b0 a1 b1");
    feed("half a way and back", "a0 b0 b1 a1");
    feed("a contact that bounces", "b0 b1 b0 b1 a0 a1");
    feed("the fall of b lost", "a0 a1 b1");
    feed("a whole way", "a0 b0 a1 b1");
    feed("the rise of a lost", "a0 b0 b1");
    feed("a whole way, without the fall of a", "a0 b0 a1 b1");
    feed("one down", "b0 a0 b1 a1");
    feed("one up, with spikes over before their interrupts look", "a0 b1 b1 b0 a0 a0 a1 b1");`,
  waiting: `${HEAD}
    const knob = new drivers.RotaryEncoder(a, b);
    print(await failure(knob.wait_for_change(50)));
    const task = create_task(knob.wait_for_change());
    await sleep_ms(10);
    print(task.cancel(), await failure(task));
    await sleep_ms(600);
    // It was turned meanwhile.
    print(await knob.wait_for_change(1), await failure(knob.wait_for_change(50)));
    knob.position = 100;
    print(await knob.wait_for_change());
    knob.stop();
    print(await failure(knob.wait_for_change(1000)));`,
};

describe("RotaryEncoder", () => {
  let image: Image;

  before(async () => {
    image = await images(BODIES);
  });

  const run = (
    name: string,
    options: Partial<RotaryEncoderOptions>,
    prepare: (part: RotaryEncoder) => void,
  ): SimBoard =>
    boardWith(
      image,
      name,
      (board) => {
        prepare(board.attach(new RotaryEncoder({ a: 18, b: 19, seed: 1, ...options })));
        board.define("spend", (micros) => {
          board.spend(Number(micros));
        });
      },
      { for: 5_000_000 },
    );

  const turns =
    (...steps: [detents: number, at: string][]) =>
    (part: RotaryEncoder): void => {
      for (const [detents, at] of steps) part.turn(detents, at);
    };

  it("counts detents both ways, of contacts that bounce", () => {
    const board = run("follow", {}, turns([3, "100ms"], [-5, "500ms"]));
    expect(board.pins.D18.edges.length).to.be.greaterThan(25);
    expect(printed(board).map(Number)).to.deep.equal([1, 2, 3, 2, 1, 0, -1, -2]);
  });

  it("follows a position over time", () => {
    const board = run("follow", { position: (time_s) => Math.min(time_s * 2, 4) }, () => undefined);
    expect(printed(board).map(Number)).to.deep.equal([1, 2, 3, 4]);
  });

  it("counts encoders of one or two steps from detent to detent", () => {
    expect(printed(run("one", {}, turns([3, "100ms"], [-1, "400ms"])))).to.deep.equal(["8"]);
    expect(printed(run("two", {}, turns([3, "100ms"], [-1, "400ms"])))).to.deep.equal(["4"]);
  });

  it("counts the same with handlers 5 ms late, as fast as 1 ms from step to step", () => {
    const options = { detent_ms: 4, bounce_us: 200 };
    expect(printed(run("busy", options, turns([60, "100ms"], [-20, "500ms"])))).to.deep.equal(["40"]);
  });

  it("leaves out what does not lead from detent to detent, and is right again soon", () => {
    expect(printed(boardWith(image, "lost"))).to.deep.equal([
      "a whole way: 1",
      "half a way and back: 1",
      "a contact that bounces: 1",
      "the fall of b lost: 1",
      "a whole way: 2",
      "the rise of a lost: 2",
      "a whole way, without the fall of a: 3",
      "one down: 2",
      "one up, with spikes over before their interrupts look: 3",
    ]);
  });

  it("waits for a time, and not at all for what has changed since", () => {
    const board = run("waiting", {}, turns([2, "200ms"], [3, "700ms"], [1, "1200ms"]));
    expect(printed(board)).to.deep.equal([
      "OSError(110,)",
      "True CancelledError()",
      "2 OSError(110,)",
      "101",
      "OSError(110,)",
    ]);
    expect(board.run({ for: 1 }).watching).to.deep.equal([]);
  });

  it("counts the same beside spikes of noise", () => {
    // Seed 1 has one in the very moment in which the other contact bounces: nobody can tell what that means.
    const board = run("follow", { seed: 2 }, (part) => {
      part.fault("noise");
      turns([3, "100ms"], [-5, "2s"])(part);
    });
    expect(board.pins.D18.edges.length).to.be.greaterThan(60);
    expect(printed(board).map(Number)).to.deep.equal([1, 2, 3, 2, 1, 0, -1, -2]);
  });

  it("the part refuses to bounce longer than it stands still", () => {
    expect(() => new RotaryEncoder({ a: 18, b: 19, detent_ms: 4, bounce_us: 1000 })).to.throw(
      "bounce_us is less than a quarter of 4 ms, not 1000",
    );
  });
});
