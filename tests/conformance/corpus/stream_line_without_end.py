# rules: 6
# pairs: stream/finished
# port: unix

async def serve(reader, writer):
    writer.write("whole\nha")
    await writer.drain()
    await asyncio.sleep_ms(5)
    writer.write("lf")
    await writer.drain()
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8115)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8115)
    for i in range(3):
        line = text(await reader.readline())
        log(len(line), line.strip())
    writer.close()
    await writer.wait_closed()
    server.close()
