"""What instruments give: positions from a receiver, codes from a picture.

No Qt: the window shows what is here, and hands in the pixels.
"""
