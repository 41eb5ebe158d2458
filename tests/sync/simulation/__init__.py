"""Months of a district in a second, from one number.

`world` schedules what people and accidents do, `laptop` and `office` hold the two
sides, `line` is the road between them, `oracle` knows what each writer truly had on
the screen and says what must hold after every step.
"""
