# pairs: stream/timed_out
# port: unix
# differs: ours
# theirs: a read that is cancelled or timed out loses the bytes that it had taken
# ours: the next read begins with them
# why: nobody could use a time-out on a line without losing a half of one

async def serve(reader, writer):
    writer.write("abc")
    await writer.drain()
    await asyncio.sleep_ms(30)
    writer.write("def\n")
    await writer.drain()
    writer.close()
    await writer.wait_closed()

async def line_of(reader):
    return text(await reader.readline()).strip()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8107)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8107)
    await outcome("line", asyncio.wait_for_ms(line_of(reader), 10))
    await outcome("line", asyncio.wait_for_ms(line_of(reader), 50))
    writer.close()
    await writer.wait_closed()
    server.close()
