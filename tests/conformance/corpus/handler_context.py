# rules: 12

async def fails():
    await asyncio.sleep_ms(2)
    raise OSError(5)

async def main():
    loop = asyncio.get_event_loop()
    tasks = []
    def handler(_loop, context):
        log(_loop == loop, context["message"], repr(context["exception"]), context["future"] == tasks[0])
    loop.set_exception_handler(handler)
    tasks.append(asyncio.create_task(fails()))
    await asyncio.sleep_ms(5)
    log("end")
