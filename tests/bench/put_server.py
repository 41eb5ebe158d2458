"""The baseline of attachments: a body becomes a file, durably, and nothing more.

python -m tests.bench.put_server FOLDER        prints its port
"""

import os
import socket
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool


def app_of(folder: Path) -> FastAPI:
    """Build the server: PUT a body under a name."""
    app = FastAPI(docs_url=None, redoc_url=None)

    def keep(name: str, body: bytes) -> None:
        waiting = folder / (name + ".part")
        with waiting.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(folder / name)
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    async def put(name: str, request: Request) -> Response:
        await run_in_threadpool(keep, Path(name).name, await request.body())
        return Response(status_code=204)

    app.put("/{name}")(put)
    return app


if __name__ == "__main__":
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(
        app_of(Path(sys.argv[1])),
        log_level="warning",
        timeout_keep_alive=120,
        server_header=False,
        date_header=False,
    )
    uvicorn.Server(config).run(sockets=[listening])
