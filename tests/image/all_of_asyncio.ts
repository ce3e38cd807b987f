/** Everything that asyncio has, whose image has a budget. */
import * as asyncio from "asyncio";

console.log(
  String([
    asyncio.CancelledError,
    asyncio.create_task,
    asyncio.current_task,
    asyncio.Event,
    asyncio.gather,
    asyncio.get_event_loop,
    asyncio.Lock,
    asyncio.new_event_loop,
    asyncio.run,
    asyncio.sleep,
    asyncio.sleep_ms,
    asyncio.Task,
    asyncio.ThreadSafeFlag,
    asyncio.TimeoutError,
    asyncio.wait_for,
    asyncio.wait_for_ms,
  ]),
);
