"""Lists of records: models that read pages from the store, and their painting."""
