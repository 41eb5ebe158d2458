"""What stands behind an editor in these tests."""

import hashlib

from enrolment_app.ui.editors.backing import Held
from sync.attachments import reference
from sync.errors import IndrajError


class Waiting:
    """Works when it is told to, so that a test sees what is said before."""

    def __init__(self):
        self.kept = {}
        self.queue = []

    def run(self, action, *arguments, done, failed):
        self.queue.append((action, arguments, done, failed))

    def keep(self, make, done, failed, landed=lambda _held: None):
        def kept():
            held = self._keep(make())
            landed(held)
            return held

        self.run(kept, done=done, failed=failed)

    def tell(self, name, done):
        done(self.kept.get(name, (Held(name, here=False), b""))[0])

    def read(self, name, done, failed):
        self.run(lambda: self.kept[name][1], done=done, failed=failed)

    def work(self):
        while self.queue:
            action, arguments, done, failed = self.queue.pop(0)
            try:
                result = action(*arguments)
            except IndrajError as error:
                failed(error)
            else:
                done(result)

    def _keep(self, made):
        name = reference(hashlib.sha256(made.content).digest(), made.extension)
        held = Held(name, len(made.content), made.thumbnail)
        self.kept[name] = held, made.content
        return held


class AtOnce(Waiting):
    """Works the moment it is asked."""

    def run(self, action, *arguments, done, failed):
        super().run(action, *arguments, done=done, failed=failed)
        self.work()
