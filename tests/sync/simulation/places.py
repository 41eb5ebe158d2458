"""Where the histories play: three areas of one district."""

AREAS = ("north", "south", "west")
PLACES = (("district", "District", None), *((a, a, "district") for a in AREAS))
