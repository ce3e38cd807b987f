# rules: 23
# pairs: stream/failed
# port: unix

async def serve(reader, writer):
    log("never")

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8110)
    try:
        await asyncio.start_server(serve, "127.0.0.1", 8110)
    except OSError as e:
        log(e.errno)
    server.close()
    await server.wait_closed()
    log("end")
