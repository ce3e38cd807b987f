import { expect } from "chai";
import { duration, timeline, type Trace } from "../../src/host/sim/index.ts";

const LEGEND = "S started  R ran  . sleeping  w waiting  D done  F failed  C cancelled";

describe("the timeline", () => {
  it("shows who ran when: one row a task, time from left to right", () => {
    const trace: Trace = {
      end: 200,
      tasks: [
        {
          name: "main",
          spans: [
            { from: 0, to: 0, then: "wait" },
            { from: 200, to: 200, then: "end", how: "done" },
          ],
        },
        {
          name: "a",
          spans: [
            { from: 0, to: 0, then: "sleep" },
            { from: 100, to: 100, then: "sleep" },
            { from: 150, to: 150, then: "end", how: "failed" },
          ],
        },
        { name: "b", spans: [{ from: 50, to: 50, then: "end", how: "cancelled" }] },
      ],
    };
    expect(timeline(trace, 28).split("\n")).to.deep.equal([
      "main |SwwwwwwwwwwwwwwwwwwwD|",
      "a    |S.........R....F     |",
      "b    |     C               |",
      "      0              200 us",
      LEGEND,
    ]);
  });

  it("lets tasks of one function share a row, unless they overlap or have not ended", () => {
    const task = (name: string, from: number, to: number, then: "end" | "wait" = "end") => ({
      name,
      spans: [
        { from, to: from, then: "sleep" as const },
        { from: to, to, then },
      ],
    });
    const tasks = [
      task("f", 0, 20),
      task("f#2", 10, 30),
      task("f#3", 30, 50),
      task("g", 0, 10, "wait"),
      task("g#2", 20, 30),
    ];
    expect(
      timeline({ end: 100, tasks: [...tasks, task("f#4", 40, 100)] }, 17)
        .split("\n")
        .slice(0, 4),
    ).to.deep.equal(["f   |S.DS.D     |", "f#2 | S.DS.....D|", "g   |SRwwwwwwwww|", "g#2 |  SD       |"]);
  });

  it("shows a turn that takes time as long as it is", () => {
    const spans = [
      { from: 0, to: 50, then: "sleep" },
      { from: 70, to: 100, then: "end" },
    ] as const;
    expect(timeline({ end: 100, tasks: [{ name: "x", spans }] }, 15).split("\n")[0]).to.equal(
      "x |SSSSSS.RRRD|",
    );
  });

  it("shows the rarer of two things that fall into one column", () => {
    const spans = [
      { from: 0, to: 0, then: "sleep" },
      { from: 1, to: 1, then: "sleep" },
      { from: 499, to: 499, then: "end", how: "failed" },
    ] as const;
    const other = [{ from: 0, to: 1000, then: "wait" }] as const;
    const trace = {
      end: 1000,
      tasks: [
        { name: "x", spans },
        { name: "y", spans: other },
      ],
    };
    expect(timeline(trace, 14).split("\n")[0]).to.equal("x |S...F     |");
  });

  it("never gets wider than it may, whatever the names", () => {
    const names = ["a", "a_task_with_a_very_long_name_indeed"];
    const tasks = names.map((name) => ({ name, spans: [{ from: 0, to: 60e6, then: "wait" as const }] }));
    const rows = timeline({ end: 60e6, tasks }).split("\n");
    expect(Math.max(...rows.map((row) => row.length))).to.be.at.most(80);
    expect(rows[1]).to.match(/^a_task_with_a_very_~ \|S/);
  });

  it("copes with a program of no duration, and with none at all", () => {
    const spans = [{ from: 0, to: 0, then: "end" }] as const;
    expect(timeline({ end: 0, tasks: [{ name: "x", spans }] }, 10).split("\n")[0]).to.equal("x |D     |");
    expect(timeline({ end: 5, tasks: [] })).to.equal("no task has run");
    expect(timeline({ end: 5, tasks: [{ name: "x", spans: [] }] })).to.equal("no task has run");
  });

  it("writes times as people do", () => {
    const written = [0, 999, 1000, 200_100, 1e6, 59.5e6, 60e6, 90e6, 3600e6].map(duration);
    expect(written).to.deep.equal([
      "0 us",
      "999 us",
      "1 ms",
      "200.1 ms",
      "1 s",
      "59.5 s",
      "1 min",
      "1 min 30 s",
      "1 h",
    ]);
  });
});
