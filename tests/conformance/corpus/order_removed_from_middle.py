# rules: 6, 10
# pairs: sleep/cancelled

async def job(i, ms):
    try:
        await asyncio.sleep_ms(ms)
        log(i, ms)
    except asyncio.CancelledError:
        log(i, "cancelled")

async def main():
    tasks = []
    for i in range(12):
        tasks.append(asyncio.create_task(job(i, (i * 7) % 12)))
    await asyncio.sleep_ms(2)
    for i in [3, 8, 11, 0]:
        log(i, tasks[i].cancel())
    await asyncio.sleep_ms(20)
