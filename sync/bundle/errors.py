"""How a bundle can be refused; each leaves everything as it was.

IndrajError
+-- BundleRefused               `code` says why; nothing was taken
|   +-- NotABundle              another kind of file
|   +-- BundleCutShort          its end is missing
|   +-- BundleAltered           a byte is not as it was written, or a signature
|   +-- BundleTooLarge          beyond a stated bound; it was not read
|   +-- BundleNewer             of a version that is not understood here
|   +-- BundleOfOtherRegistry   of another province's registry
|   +-- BundleOfOtherDistrict   not sealed to this supervisor
|   +-- BundleForSomebodyElse   nothing in it is for this reader (`whose`)
+-- BundleUnwritten             the stick failed; what was there before is there
"""

from sync.errors import IndrajError


class BundleRefused(IndrajError):
    """A bundle was not taken, and nothing of it."""

    code = "bundle.refused"


class NotABundle(BundleRefused):
    """Another kind of file."""

    code = "bundle.not_a_bundle"


class BundleCutShort(BundleRefused):
    """The end of the file is missing."""

    code = "bundle.cut_short"


class BundleAltered(BundleRefused):
    """The file is not as its writer made it."""

    code = "bundle.altered"


class BundleTooLarge(BundleRefused):
    """Larger than any bundle may be; it was not read."""

    code = "bundle.too_large"


class BundleNewer(BundleRefused):
    """Written in a version that is not understood here."""

    code = "bundle.newer"


class BundleOfOtherRegistry(BundleRefused):
    """It belongs to another registry than this reader does."""

    code = "bundle.other_registry"


class BundleOfOtherDistrict(BundleRefused):
    """Its letters are not sealed to the supervisor who reads it."""

    code = "bundle.other_district"


class BundleForSomebodyElse(BundleRefused):
    """Nothing in it is for this reader; `whose` names the laptops it is for."""

    code = "bundle.for_somebody_else"

    def __init__(self, whose: str) -> None:
        super().__init__(f"for {whose}")
        self.whose = whose


class BundleForRegistry(BundleRefused):
    """All of it is on its way to the registry."""

    code = "bundle.for_registry"


class BundleEmpty(BundleRefused):
    """There is no letter in it."""

    code = "bundle.empty"


class BundleUnwritten(IndrajError):
    """The bundle could not be written; what was there before is still there."""

    code = "bundle.unwritten"
