# rules: 3, 10
# pairs: task/cancelled

async def job():
    log("never")

async def main():
    task = asyncio.create_task(job())
    task.cancel()
    await outcome("it", task)
    log(task.done())
