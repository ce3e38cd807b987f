# rules: 6
# pairs: stream/finished
# port: unix

async def serve(reader, writer):
    for name in ["a", "bc", "def"]:
        writer.write(name)
        await writer.drain()
        await asyncio.sleep_ms(5)
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8102)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8102)
    log(text(await reader.read()))
    log(len(await reader.read(5)))
    writer.close()
    await writer.wait_closed()
    server.close()
