import * as asyncio from "asyncio";
import { print, ValueError } from "builtins";

async function fail(text: string): Promise<never> {
  throw new ValueError(text);
}

async function main(): Promise<void> {
  const loop = asyncio.get_event_loop();
  loop.set_exception_handler((_loop, context) => {
    print(context.message, [context.exception], context.future.done());
  });
  const lost = asyncio.create_task(fail("lost"));
  await asyncio.sleep_ms(5);
  print("awaited later");
  try {
    await lost;
  } catch (error) {
    print([error]);
  }
  const seen = asyncio.create_task(fail("seen"));
  try {
    await seen;
  } catch (error) {
    print([error]);
  }
  await asyncio.sleep_ms(5);
  print("end");
}

asyncio.run(main());
