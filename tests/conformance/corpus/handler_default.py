# rules: 12
# differs: language
# theirs: the default exception handler writes message, task and traceback to stderr
# ours: it writes message and exception to the console
# why: a board has one console, and an image has no traceback to show

async def fails():
    raise ValueError("lost")

async def main():
    asyncio.get_event_loop().set_exception_handler(None)
    asyncio.create_task(fails())
    await asyncio.sleep_ms(5)
    log(asyncio.get_event_loop().get_exception_handler() is None)
