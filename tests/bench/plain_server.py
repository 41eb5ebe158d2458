"""The baseline of an exchange: whole documents as gzip JSON over HTTP into SQLite.

python -m tests.bench.plain_server FILE        prints its port
"""

import gzip
import json
import socket
import sqlite3
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response

SETTINGS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
TABLE = """CREATE TABLE IF NOT EXISTS documents
    (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, body TEXT)"""
PUT = "INSERT OR REPLACE INTO documents (id, body) VALUES (?, ?)"
AFTER = "SELECT seq, body FROM documents WHERE seq > ? ORDER BY seq LIMIT ?"


def app_of(file: Path) -> FastAPI:
    """Build the server: push documents or patches, pull what follows a number."""
    app = FastAPI(docs_url=None, redoc_url=None)
    base = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
    base.executescript(SETTINGS)
    base.execute(TABLE)

    async def push(request: Request) -> Response:
        documents = json.loads(gzip.decompress(await request.body()))
        base.execute("BEGIN IMMEDIATE")
        for document in documents:
            if "set" in document:
                asked = "SELECT body FROM documents WHERE id = ?"
                (body,) = base.execute(asked, (document["id"],)).fetchone()
                document = {**json.loads(body), **document["set"]}  # noqa: PLW2901
            base.execute(PUT, (document["id"], json.dumps(document)))
        base.execute("COMMIT")
        return Response(b'{"ok": true}')

    async def pull(after: int, limit: int) -> Response:
        rows = base.execute(AFTER, (after, limit)).fetchall()
        last = rows[-1][0] if rows else after
        said = {"last": last, "documents": [json.loads(body) for _, body in rows]}
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        packed = gzip.compress(text.encode(), 6)
        return Response(packed, headers={"Content-Encoding": "gzip"})

    app.post("/push")(push)
    app.get("/pull")(pull)
    return app


if __name__ == "__main__":
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(
        app_of(Path(sys.argv[1])),
        log_level="warning",
        access_log=False,
        timeout_keep_alive=120,
    )
    uvicorn.Server(config).run(sockets=[listening])
