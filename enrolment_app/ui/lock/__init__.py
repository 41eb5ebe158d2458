"""What stands before everything: the lock, unlocking, the first use.

The first thing painted, so nothing in here imports the store or a screen.
"""
