"""The window: the only place in Indraj that knows Qt."""
