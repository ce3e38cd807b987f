# rules: 22
# differs: ours
# theirs: when the cancelled child ends, the caller is cancelled once more, wherever it waits by then: here in its clean-up
# ours: the caller is left alone once it has left wait_for
# why: a clean-up that is cut short leaves a heater on

async def child():
    try:
        await asyncio.sleep_ms(1000)
    finally:
        await asyncio.sleep_ms(5)
        log("child cleaned up")

async def caller():
    try:
        await asyncio.wait_for_ms(child(), 500)
    finally:
        await asyncio.sleep_ms(20)
        log("caller cleaned up")

async def main():
    task = asyncio.create_task(caller())
    await asyncio.sleep_ms(100)
    task.cancel()
    await outcome("caller", task)
