# rules: 10
# pairs: task/failed

async def job():
    try:
        await asyncio.sleep_ms(100)
    except asyncio.CancelledError:
        raise ValueError("instead")

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep_ms(5)
    log(task.cancel())
    await outcome("it", task)
