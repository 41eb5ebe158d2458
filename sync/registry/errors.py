"""How the central side can fail beyond what the core knows."""

from sync.errors import RegistryError


class BodiesUnreachable(RegistryError):
    """Where photos and files lie cannot be read or written now; nothing was lost."""

    code = "registry.attachments_unreachable"
