"""The central side: takes what is authentic, orders it, and serves it to who may read.

Laptops never import it; it shares with them only what is in `sync`.
"""
