"""Functions on places: "latitude longitude altitude accuracy", lists with ";"."""

from __future__ import annotations

import math
from itertools import groupby, pairwise

from enrolment_app.questionnaire.xpath.context import Context
from enrolment_app.questionnaire.xpath.moments import NAN
from enrolment_app.questionnaire.xpath.values import Value, texts

from .function import NUMBER, TEXT, TRUTH, Function
from .numbers import round_to

Point = tuple[float, float]

_SHORTEST_RING = 3
_MOST_LATITUDE, _MOST_LONGITUDE = 90, 180


def _point(text: str) -> Point | None:
    try:
        latitude, longitude = (float(part) for part in text.split()[:2])
    except ValueError:
        return None
    if abs(latitude) > _MOST_LATITUDE or abs(longitude) > _MOST_LONGITUDE:
        return None
    return latitude, longitude


def _points(written: list[str]) -> list[Point] | None:
    """Read points from texts; None if one is none."""
    found = []
    for text in written:
        for part in text.split(";"):
            if not part.strip():
                continue
            point = _point(part)
            if point is None:
                return None
            found.append(point)
    return found


def _metres(context: Context, value: float) -> float:
    return abs(round_to(value, context.profile.metres_decimals))


def _area(context: Context, *arguments: Value) -> float:
    """Give square metres inside a ring on the sphere; 0 for what is no ring."""
    points = _points(texts(arguments, context))
    if not points or len(points) < _SHORTEST_RING:
        return 0.0
    if points[0] != points[-1]:
        points.append(points[0])
    total = 0.0
    for (south, west), (north, east) in pairwise(points):
        bend = 2 + math.sin(math.radians(north)) + math.sin(math.radians(south))
        total += math.radians(east - west) * bend
    return _metres(context, total * context.profile.earth_radius_metres**2 / 2)


def _distance(context: Context, *arguments: Value) -> float:
    """Give the metres along a line of points on the sphere."""
    points = _points(texts(arguments, context))
    if not points:
        return NAN
    total = 0.0
    for (a, b), (c, d) in pairwise(points):
        cosine = math.sin(math.radians(a)) * math.sin(math.radians(c)) + math.cos(
            math.radians(a)
        ) * math.cos(math.radians(c)) * math.cos(math.radians(b - d))
        total += math.acos(max(-1.0, min(1.0, cosine)))
    return _metres(context, total * context.profile.earth_radius_metres)


def _geofence(point: str, ring: str) -> bool:
    """Whether a point lies inside a closed ring (even-odd rule)."""
    here = _point(point)
    corners = _points([ring])
    if here is None or not corners or corners[0] != corners[-1]:
        return False
    y, x = here
    inside = False
    for (south, west), (north, east) in pairwise(corners):
        crosses = (north > y) != (south > y)
        if crosses and x < (west - east) * (y - north) / (south - north) + east:
            inside = not inside
    return inside


def _side(a: Point, b: Point, c: Point) -> int:
    """Tell on which side of the line from a to b a point lies: 1, -1, 0 for on it."""
    turned = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turned > 0) - (turned < 0)


def _between(a: Point, b: Point, c: Point) -> bool:
    """Whether a point on the line through a and b lies between them."""
    return all(min(a[i], b[i]) <= c[i] <= max(a[i], b[i]) for i in (0, 1))


def _meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two stretches of a line have a point in common."""
    (a, b), (c, d) = one, other
    sides = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
    if sides[0] != sides[1] and sides[2] != sides[3]:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(
        not side and _between(*end) for side, end in zip(sides, ends, strict=True)
    )


def _intersects(line: str) -> bool:
    """Whether a line or an outline crosses or touches itself."""
    corners = [point for point, _ in groupby(_points([line]) or ())]
    stretches = list(pairwise(corners))
    # The first and the last stretch of an outline meet where it is closed.
    around = len(stretches) - 1 if corners[:1] == corners[-1:] else -1
    return any(
        _meet(one, other)
        for place, one in enumerate(stretches)
        for beyond, other in enumerate(stretches[place + 2 :], place + 2)
        if (place, beyond) != (0, around)
    )


GEO = {
    "area": Function(NUMBER, "any any*", _area, context=True),
    "distance": Function(NUMBER, "any any*", _distance, context=True),
    "enclosed-area": Function(NUMBER, "any any*", _area, context=True),
    "geofence": Function(TRUTH, "text text", _geofence),
    "intersects": Function(TRUTH, TEXT, _intersects),
}
