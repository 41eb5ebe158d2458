"""The exchange: changes, merging, journals, sessions and the registry.

Never published on its own: `sync` is a general name that another package could own.
"""
