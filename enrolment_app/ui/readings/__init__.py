"""What screens show, read whole in the worker thread; no Qt in here.

A reading is a function of the work that returns one frozen value. Screens keep
nothing else of the store.
"""
