"""What the tests' laptop makes of receipts."""

from sync.journal import decode_segment
from sync.receipts import Held
from sync.session import AreaKnown


class Receipting:
    """A part of `Laptop`."""

    def take_receipt(self, receipt):
        self.receipts.append(receipt)
        if receipt.device != self.device:
            self.end_relaying(receipt)
            return
        known = self.known.get(receipt.area, AreaKnown())
        if receipt.state is Held.DURABLE and receipt.number > known.durable:
            self.known[receipt.area] = self.at(receipt.area, durable=receipt.number)
        if receipt.number > self.known.get(receipt.area, AreaKnown()).number:
            self.known[receipt.area] = self.at(
                receipt.area, number=receipt.number, head=receipt.head
            )

    def end_relaying(self, receipt):
        """Forget what the receipt's branch holds, and nothing of another branch."""
        lying = self.rescued.get(receipt.area, ())
        rescued = [decode_segment(data) for data in lying]
        held = {receipt.head}
        for segment in sorted(rescued, key=lambda one: -one.header.last):
            if segment.head in held:
                held.add(segment.header.previous)
        self.rescued[receipt.area] = [
            data for data in lying if decode_segment(data).head not in held
        ]
