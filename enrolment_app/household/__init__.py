"""A household seen through its answers; pure: no disk, no clock, no Qt."""
