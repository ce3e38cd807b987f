# rules: 9
# differs: ours
# theirs: tasks that await one another in a circle wait for ever
# ours: RuntimeError "can't await self" in the task that closes the circle
# why: none of them can ever go on

async def waits(name, tasks, i):
    await asyncio.sleep_ms(i)
    await outcome(name, tasks[i % 3])

async def main():
    tasks = []
    tasks.append(asyncio.create_task(waits("a", tasks, 1)))
    tasks.append(asyncio.create_task(waits("b", tasks, 2)))
    tasks.append(asyncio.create_task(waits("c", tasks, 3)))
    await asyncio.sleep_ms(10)
    log(tasks[0].done(), tasks[1].done(), tasks[2].done())
