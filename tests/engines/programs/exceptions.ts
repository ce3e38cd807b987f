import * as asyncio from "asyncio";
import { Exception, OSError, print, repr, RuntimeError, ValueError } from "builtins";

class SensorError extends Exception {
  constructor(readonly sensor: string) {
    super(sensor, 7);
  }
}

async function fail(ms: number, error: Exception): Promise<never> {
  await asyncio.sleep_ms(ms);
  throw error;
}

async function flow(step: number): Promise<string> {
  try {
    try {
      if (step === 0) return "returned";
      await fail(1, step === 1 ? new ValueError("one") : new OSError(5));
      return "unreached";
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      print("caught", error);
      return "handled";
    } finally {
      await asyncio.sleep_ms(1);
      print("inner finally");
    }
  } finally {
    print("outer finally");
  }
}

async function main(): Promise<void> {
  for (let step = 0; step < 3; step++) {
    try {
      print(await flow(step));
    } catch (error) {
      print("out", error);
    }
  }

  const task = asyncio.create_task(fail(1, new RuntimeError("a", 1)));
  for (let i = 0; i < 2; i++) {
    try {
      await task;
    } catch (error) {
      print(i, [error]);
    }
  }

  print(
    await asyncio.gather(fail(2, new ValueError("x")), flow(0), fail(1, new OSError(110)), {
      return_exceptions: true,
    }),
  );
  try {
    await fail(1, new SensorError("dht"));
  } catch (error) {
    if (error instanceof SensorError) print(error.sensor, error.args, error instanceof Exception, error);
  }
  try {
    await asyncio.create_task(5 as never);
  } catch (error) {
    print(repr(error));
  }
}

asyncio.run(main());
