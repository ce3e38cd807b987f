# rules: 12

async def job():
    await asyncio.sleep_ms(5)

async def main():
    loop = asyncio.get_event_loop()
    def handler(_loop, context):
        log(context["message"], repr(context["exception"]))
    loop.set_exception_handler(handler)
    log(loop.get_exception_handler() == handler)
    task = asyncio.create_task(job())
    loop.call_exception_handler({"message": "by hand", "exception": ValueError(1), "future": task})
