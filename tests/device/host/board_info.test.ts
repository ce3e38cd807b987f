import { expect } from "chai";
import { boardInfo, type TimersInUse } from "../../../src/host/device/board_info.ts";
import { ESPRUINO, inTemporary, real, simulated, type Rig } from "./support.ts";

/** Two timers, of three; a watch, of two; a job of the hardware timer. */
const PROGRAM =
  "\x10(function(){function f(){}" +
  "setTimeout(f,1e6);clearInterval(setInterval(f,1e6));setInterval(f,1e6);" +
  "clearWatch(setWatch(f,D4,{repeat:true}));setWatch(f,D5,{repeat:true});" +
  "require('timer').add({type:'EXEC',fn:f,time:1e5})})()\n";

async function timers(rig: Rig, program = PROGRAM): Promise<TimersInUse> {
  try {
    await rig.console.takeOver();
    await rig.console.send(program);
    return (await boardInfo(rig.console)).timers;
  } finally {
    await rig.close();
  }
}

describe("the timers that a board uses", () => {
  it("are counted on real Espruino", async function () {
    if (!ESPRUINO) return this.skip();
    await inTemporary(async (folder) =>
      expect(await timers(await real(folder))).deep.equal({ software: 2, hardware: 1, watches: 1 }),
    );
  });

  it("are counted on the simulated board", async () =>
    expect(await timers(simulated())).deep.equal({ software: 2, hardware: 1, watches: 1 }));

  it("are not told of a hardware timer that the firmware does not have", async () =>
    expect(await timers(simulated({ firmware: { version: "2v27" } }), "")).include({ hardware: undefined }));
});
