# rules: 6
# pairs: stream/finished
# port: unix

async def serve(reader, writer):
    await asyncio.sleep_ms(5)
    writer.write("abcdefgh")
    await writer.drain()
    await asyncio.sleep_ms(5)
    writer.write("ij")
    await writer.drain()
    await asyncio.sleep_ms(5)
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8103)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8103)
    for i in range(4):
        log(text(await reader.read(5)))
    writer.close()
    await writer.wait_closed()
    server.close()
