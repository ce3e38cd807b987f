import { expect } from "chai";
import { BH1750, csv, type CsvOptions } from "../../../src/host/sim/index.ts";
import { withFile } from "../support.ts";

/** What a column is at some times. */
async function values(text: string, times: number[], options?: CsvOptions, column = "v"): Promise<number[]> {
  return withFile("values.csv", text, async (file) => {
    const series = csv(file, column, options);
    return times.map((time) => series.at(time));
  });
}

/** What is said of a file, without its folder. */
async function refusal(text: string, column = "v", options?: CsvOptions): Promise<string> {
  try {
    await values(text, [], options, column);
  } catch (error) {
    return (error as Error).message.replace(/\S*values\.csv/, "values.csv");
  }
  return "";
}

describe("values from a CSV file", () => {
  const text = "time_s,v\n10,1\n20,3\n40,2\n";

  it("lie on straight lines between the rows, and stay what they are before the first and after the last", async () => {
    expect(await values(text, [0, 10, 15, 20, 30, 40, 1000])).to.deep.equal([1, 1, 2, 3, 2.5, 2, 2]);
  });

  it("go in steps if they are to", async () => {
    const times = [0, 19.9, 20, 39.9, 40];
    expect(await values(text, times, { interpolation: "step" })).to.deep.equal([1, 1, 3, 3, 2]);
  });

  it("begin again after the last row, or when they are told to", async () => {
    expect(await values(text, [15, 55, 415], { repeat: true })).to.deep.equal([2, 2, 2]);
    expect(await values(text, [45, 50, 65], { repeat: "50s" })).to.deep.equal([2, 1, 2]);
  });

  it("may come with dates, of which the first is 0, and by the name of any column", async () => {
    const dated =
      "\ufefftemp;when;v\r\n# a comment\r\n1;2026-05-01 12:00;5\r\n2;2026-05-01T12:01:00Z;6\r\n3;2026-05-01T14:02:00+02:00;9\r\n";
    expect(await values(dated, [0, 30, 60, 120], { time: "when" })).to.deep.equal([5, 5.5, 6, 9]);
  });

  it("are refused with file, line and what is allowed", async () => {
    const rows: [text: string, message: string | RegExp, column?: string, options?: CsvOptions][] = [
      [
        "time_s,v\n0,1\n1,\n",
        "values.csv:3:1: error: v has a hole\n    write a number such as 21.5 in each row",
      ],
      ["time_s,v\n0,1\n1,x\n", 'values.csv:3:1: error: v is "x"\n    write a number such as 21.5'],
      ["time_s,v\n0,1\n1,NaN\n", /:3:1: error: v is "NaN"/],
      [
        "time_s,v\r\n0,1\r\n\r\n,2\r\n",
        /:4:1: error: time_s has a hole\n {4}write seconds from 0 on, or times/,
      ],
      ["time_s,v\n-1,1\n", /:2:1: error: time_s is "-1"/],
      ["time_s,v\n2026-13-01,1\n", /:2:1: error: time_s is "2026-13-01"/],
      ["time_s,v\n5,1\n5,2\n", /:3:1: error: time_s does not rise: 5 s comes after 5 s/],
      ["time_s,v\n5,1\n2026-05-01,2\n", /:3:1: error: time_s is seconds in one row and a date in another/],
      [
        "time_s,v\n1,2,3\n",
        /:2:1: error: this line has 3 fields, the first line has 2\n {4}columns: time_s, v/,
      ],
      ['time_s,v\n1,"2\n', /:2:1: error: .*[Qq]uote/],
      ["time_s,v\n", /values\.csv: error: there are no values/],
      ["time_s,v\n1,2\n", 'values.csv:1:1: error: there is no column "w"\n    columns: time_s, v', "w"],
      ["time_s,v\n1,2\n", /:1:1: error: there is no column "t"/, "v", { time: "t" }],
      [
        "time_s,v\n1,2\n5,3\n",
        /it cannot begin again after 4 s: its last row is at 5 s/,
        "v",
        { repeat: "4s" },
      ],
    ];
    for (const [content, message, column, options] of rows) {
      const said = await refusal(content, column, options);
      if (typeof message === "string") expect(said, content).to.equal(message);
      else expect(said, content).to.match(message);
    }
    expect(() => csv("no-such.csv", "v")).to.throw("cannot read no-such.csv: ENOENT");
  });

  it("are refused by a part that cannot measure them, with their line", async () => {
    await withFile("values.csv", "time_s,v\n0,1\n1,100001\n", async (file) => {
      expect(() => new BH1750({ i2c: 1, illuminance_lx: csv(file, "v") })).to.throw(
        /values\.csv:3:1: error: BH1750: illuminance_lx is from 0 to 100000, not 100001$/,
      );
    });
  });
});
