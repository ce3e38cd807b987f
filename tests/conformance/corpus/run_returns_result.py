# rules: 27
# port: unix
# In Python the last line is reached when the loop has ended; here host code awaits the main task.

async def job():
    await asyncio.sleep_ms(5)
    return "result"

log("before")
log("after", asyncio.run(job()))
