# rules: 11
# differs: language
# theirs: `except Exception` lets CancelledError pass
# ours: `catch` catches everything: begin it with `if (!(error instanceof Exception)) throw error;`
# why: JavaScript has one kind of `catch`

async def job():
    try:
        await asyncio.sleep_ms(100)
    except Exception:
        log("caught")
    log("goes on")

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(5)
    task.cancel()
    await outcome("it", task)
