"""The registry's books of laptops, in memory."""

from dataclasses import replace

from sync.registry.storage import DeviceRow


class MemoryDevices:
    """The laptops, as the registry's books tell of them."""

    def __init__(self, state):
        self.state = state

    def last(self):
        return max(self.state.devices, default=0)

    def add(self, name, token_hash, token_until, now, *, above=0, **more):
        number = max(self.last(), above) + 1
        row = dict.fromkeys(DeviceRow.__slots__) | more
        row |= {"number": number, "name": name, "token_hash": token_hash}
        row |= {"token_until": token_until, "added": now}
        self.state.devices[number] = DeviceRow(**row)
        return number

    def all(self):
        return tuple(self.state.devices[n] for n in sorted(self.state.devices))

    def get(self, number):
        return self.state.devices.get(number)

    def change(self, number, **values):
        self.state.devices[number] = replace(self.state.devices[number], **values)

    def former_keys(self, number):
        return self.state.former_keys.get(number, ())

    def rotate(self, number, old, new, now):
        self.keep_key(number, old, now)
        self.change(number, key=new)

    def keep_key(self, number, key, now):
        del now
        self.state.former_keys[number] = (*self.former_keys(number), key)

    def areas(self, number):
        return self.state.access.get(number, ())

    def set_areas(self, number, codes):
        self.state.access[number] = tuple(sorted(codes))

    def withdraw(self, device):
        """No token is ever given here."""
