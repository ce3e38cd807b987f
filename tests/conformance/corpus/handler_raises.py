# rules: 12
# differs: ours
# theirs: an exception in the exception handler leaves the loop: `run` raises it
# ours: it reaches the engine, which shows it as uncaught, and the loop goes on
# why: one bad handler must not stop every task of the device

async def fails():
    raise ValueError("x")

async def main():
    def handler(_loop, context):
        log("handler", repr(context["exception"]))
        raise RuntimeError("in handler")
    asyncio.get_event_loop().set_exception_handler(handler)
    asyncio.create_task(fails())
    await asyncio.sleep_ms(5)
    log("goes on")
