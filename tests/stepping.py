"""Ends a process at a chosen line of the code that is watched, as a power cut would."""

import os
import signal


def killing_at(step, watched):
    """Give a tracer that kills the process before the `step`th line of these files."""
    left = [step]

    def trace(frame, event, _):
        if frame.f_code.co_filename not in watched:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace
