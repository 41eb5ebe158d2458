"""Small widgets that every screen uses: a value in, one event out."""
