# rules: 11
# pairs: event/cancelled

async def job(event):
    while True:
        try:
            await event.wait()
        except BaseException as e:
            log("caught", repr(e))
            break

async def main():
    task = asyncio.create_task(job(asyncio.Event()))
    await asyncio.sleep_ms(1)
    task.cancel()
    log(await task)
