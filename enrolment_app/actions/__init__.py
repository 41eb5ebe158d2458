"""What a person can do, one file each; used by the window and the verbs alike.

An action imports no Qt and no other action. What all of them are handed is in `work`.
"""
