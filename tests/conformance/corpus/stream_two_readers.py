# port: unix
# differs: ours
# theirs: a second task that reads a stream takes the place of the first, which is never woken
# ours: RuntimeError in the second one
# why: which of them gets the bytes would be chance

async def serve(reader, writer):
    await asyncio.sleep_ms(10)
    writer.write("line\n")
    await writer.drain()
    await reader.read()
    writer.close()
    await writer.wait_closed()

async def reads(name, reader):
    try:
        log(name, text(await reader.readline()).strip())
    except RuntimeError:
        log(name, "refused")

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8112)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8112)
    asyncio.create_task(reads("first", reader))
    await asyncio.sleep_ms(1)
    asyncio.create_task(reads("second", reader))
    await asyncio.sleep_ms(20)
    writer.close()
    await writer.wait_closed()
    server.close()
    log("end")
