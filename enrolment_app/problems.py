"""What a person can mend: a code that travels, words for it elsewhere."""

import dataclasses
from collections.abc import Mapping
from typing import Any


@dataclasses.dataclass(frozen=True)
class Problem:
    """Something a person can put right; `sentences` has the words for its code.

    `field` is the address of the question it is about ("" where it is about none);
    `values` fills the placeholders of the sentence.
    """

    code: str
    field: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Give the problem as plain JSON."""
        return {"code": self.code, "field": self.field, "values": dict(self.values)}

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "Problem":
        """Read what `to_json` gave."""
        return cls(given["code"], given.get("field", ""), given.get("values", {}))
