"""What a session has done so far."""

from dataclasses import dataclass, field

from sync.session.messages import Refusal


@dataclass
class Tally:
    """Changes, not segments, are counted; `refused_own` is what of refusals was own."""

    sent: int = 0
    received: int = 0
    held: int = 0
    forked: bool = False
    later: bool = False
    """What follows in some log was written for a later program than this one."""
    refused: list[Refusal] = field(default_factory=list)
    refused_own: list[Refusal] = field(default_factory=list)
