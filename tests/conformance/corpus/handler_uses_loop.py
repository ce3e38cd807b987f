# rules: 12

async def fails():
    raise ValueError("x")

async def made():
    log("made by the handler")

async def main():
    def handler(_loop, context):
        log("handler", repr(context["exception"]))
        asyncio.create_task(made())
    asyncio.get_event_loop().set_exception_handler(handler)
    asyncio.create_task(fails())
    await asyncio.sleep_ms(5)
    log("end")
