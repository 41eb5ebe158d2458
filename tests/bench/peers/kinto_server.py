"""The baseline's server: Kinto on PostgreSQL. python kinto_server.py DATABASE_URL.

Prints its port. Run with the Python of an environment that has Kinto.
"""

import socket
import sys

import waitress
from kinto import main

SETTINGS = {
    "kinto.storage_backend": "kinto.core.storage.postgresql",
    "kinto.cache_backend": "kinto.core.cache.memory",
    "kinto.permission_backend": "kinto.core.permission.postgresql",
    "kinto.bucket_create_principals": "system.Authenticated",
    "multiauth.policies": "basicauth",
    "kinto.userid_hmac_secret": "only of a bench",
    "kinto.batch_max_requests": "100",
    "kinto.paginate_by": "500",
}

if __name__ == "__main__":
    url = sys.argv[1]
    settings = {**SETTINGS, "kinto.storage_url": url, "kinto.permission_url": url}
    app = main({}, **settings)
    app.registry.storage.initialize_schema()
    app.registry.permission.initialize_schema()
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    waitress.serve(app, sockets=[listening], threads=4, _quiet=True)
