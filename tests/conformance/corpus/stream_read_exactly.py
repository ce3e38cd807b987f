# rules: 6
# pairs: stream/finished, stream/failed
# port: unix

async def serve(reader, writer):
    for i in range(3):
        await asyncio.sleep_ms(5)
        writer.write("abcd")
        await writer.drain()
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8104)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8104)
    log(text(await reader.readexactly(6)))
    log(text(await reader.readexactly(2)))
    await outcome("too many", reader.readexactly(6))
    writer.close()
    await writer.wait_closed()
    server.close()
