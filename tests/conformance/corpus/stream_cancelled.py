# rules: 10
# pairs: stream/cancelled
# port: unix

async def serve(reader, writer):
    await asyncio.sleep_ms(20)
    writer.write("late\n")
    await writer.drain()
    await asyncio.sleep_ms(20)
    writer.close()
    await writer.wait_closed()

async def reads(reader):
    try:
        log(text(await reader.readline()).strip())
    except asyncio.CancelledError:
        log("cancelled")
        raise

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8105)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8105)
    task = asyncio.create_task(reads(reader))
    await asyncio.sleep_ms(5)
    log(task.cancel())
    await asyncio.sleep_ms(1)
    log(task.done())
    await reads(reader)
    writer.close()
    await writer.wait_closed()
    server.close()
