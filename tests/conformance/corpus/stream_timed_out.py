# rules: 20
# pairs: stream/timed_out
# port: unix

async def serve(reader, writer):
    await asyncio.sleep_ms(30)
    writer.write("late\n")
    await writer.drain()
    writer.close()
    await writer.wait_closed()

async def line_of(reader):
    return text(await reader.readline()).strip()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8106)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8106)
    await outcome("line", asyncio.wait_for_ms(line_of(reader), 10))
    await outcome("line", asyncio.wait_for_ms(line_of(reader), 10))
    await outcome("line", asyncio.wait_for_ms(line_of(reader), 20))
    writer.close()
    await writer.wait_closed()
    server.close()
