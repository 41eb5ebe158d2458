"""The registry's interface over HTTP: FastAPI around the registry's acts."""

from sync.registry.api.app import create_app

__all__ = ["create_app"]
