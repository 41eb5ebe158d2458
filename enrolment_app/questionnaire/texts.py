"""Words of a form: literal, by name in several languages, or calculated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from .errors import BadExpression
from .place import Place
from .xml import XFORMS, elements
from .xpath import Context, XNode, as_text, compile_expression, evaluate_or, parse
from .xpath.tree import Call, Text
from .xpath.values import Run

# What may be asked of a named text besides its plain words.
PLAIN, GUIDANCE, IMAGE = "", "guidance", "image"
MEDIA = (IMAGE, "big-image", "audio", "video")
_PLAIN_FORMS = (PLAIN, "long", "short")
_NAMED = re.compile(r"\s*jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)\s*")

Phrase = tuple[str | Run, ...]


class Speaker(Protocol):
    """Whoever says words: knows the language and can evaluate."""

    language: str
    context: Context


class Words(Protocol):
    """Something that can be said about a node."""

    def say(self, speaker: Speaker, node: XNode, form: str = PLAIN) -> str:
        """Give the words in the speaker's language, outputs filled in."""
        ...


def _isolated(answer: str, phrase: Phrase) -> str:
    """Keep an answer inside a sentence from turning the words around it."""
    alone = len(phrase) == 1  # a choice's label, say: nothing stands around it
    return f"\u2068{answer}\u2069" if answer and not alone else answer


def _fill(phrase: Phrase, speaker: Speaker, node: XNode) -> str:
    if len(phrase) == 1 and isinstance(phrase[0], str):
        return phrase[0]
    context = speaker.context
    return "".join(
        piece
        if isinstance(piece, str)
        else _isolated(str(evaluate_or(piece, node, context, "")), phrase)
        for piece in phrase
    )


@dataclass(frozen=True, slots=True)
class Literal:
    """Words written where they are used."""

    phrase: Phrase

    def say(self, speaker: Speaker, node: XNode, form: str = PLAIN) -> str:
        """Give the words; there are no other forms of them."""
        return _fill(self.phrase, speaker, node) if form == PLAIN else ""


@dataclass(frozen=True, slots=True)
class Named:
    """Words found by name in the language of the moment."""

    texts: Texts
    name: str
    home: Place

    def say(self, speaker: Speaker, node: XNode, form: str = PLAIN) -> str:
        """Give the words."""
        phrase = self.texts.phrase(speaker.language, self.name, form, self.home)
        return _fill(phrase, speaker, node)


@dataclass(frozen=True, slots=True)
class NamedBy:
    """Words found by a name that an expression gives, as choices of a list have."""

    texts: Texts
    run: Run
    home: Place

    def say(self, speaker: Speaker, node: XNode, form: str = PLAIN) -> str:
        """Give the words."""
        name = str(evaluate_or(self.run, node, speaker.context, ""))
        phrase = self.texts.phrase(speaker.language, name, form, self.home)
        return _fill(phrase, speaker, node)


@dataclass(frozen=True, slots=True)
class Calculated:
    """Words that an expression gives."""

    run: Run

    def say(self, speaker: Speaker, node: XNode, form: str = PLAIN) -> str:
        """Give the words; there are no other forms of them."""
        return _fill((self.run,), speaker, node) if form == PLAIN else ""


class Texts:
    """All named texts of a form; read when they are first said."""

    def __init__(self, root: Place) -> None:
        self.root = root
        self.languages: tuple[str, ...] = ()
        self.default = ""
        # What is filled into texts, by their names, in whatever language.
        self.outputs: dict[str, list[str]] = {}
        self._texts: dict[str, dict[str, etree._Element]] = {}
        self._phrases: dict[tuple[str, str, str, str], Phrase] = {}

    def read(self, itext: etree._Element | None) -> None:
        """Take in the form's itext element."""
        if itext is None:
            return
        for translation in itext.iterfind(f"{XFORMS}translation"):
            language = translation.get("lang") or ""
            named = self._texts.setdefault(language, {})
            for text in translation.iterfind(f"{XFORMS}text"):
                named.setdefault(text.get("id") or "", text)
                self._note_outputs(text)
            chosen = translation.get("default") not in (None, "false", "false()")
            if chosen and not self.default:
                self.default = language
        self.languages = tuple(self._texts)
        self.default = self.default or next(iter(self.languages), "")

    def _note_outputs(self, text: etree._Element) -> None:
        """See to it that what a text fills in can be read, long before it is said."""
        name = text.get("id") or ""
        for output in text.iter(f"{XFORMS}output"):
            try:
                parse(_source(output))
            except BadExpression as error:
                raise BadExpression(error.reason, error.expression, name) from error
            self.outputs.setdefault(name, []).append(_source(output))

    def has(self, name: str) -> bool:
        """Whether any language has a text of that name."""
        return any(name in texts for texts in self._texts.values())

    def names(self, language: str) -> tuple[str, ...]:
        """Give the names of the texts that a language has."""
        return tuple(self._texts.get(language, ()))

    def plain(self, language: str, name: str) -> str:
        """Give a text as this one language writes it, "" where it does not."""
        text = self._texts.get(language, {}).get(name)
        value = _value(text, PLAIN) if text is not None else None
        return "" if value is None else "".join(map(str, value.itertext())).strip()

    def phrase(self, language: str, name: str, form: str, home: Place) -> Phrase:
        """Give a text for a question at `home`, in another language if need be."""
        key = (language, name, form, home.path)
        found = self._phrases.get(key)
        if found is None:
            found = self._phrases[key] = self._read_phrase(language, name, form, home)
        return found

    def _read_phrase(self, language: str, name: str, form: str, home: Place) -> Phrase:
        for each in (language, self.default, *self.languages):
            text = self._texts.get(each, {}).get(name)
            value = _value(text, form) if text is not None else None
            if value is not None:
                return read_phrase(value, self.root, home)
        return ()

    def words(self, element: etree._Element | None, home: Place) -> Words | None:
        """Read a label, hint or message element of a question at `home`."""
        if element is None:
            return None
        reference = (element.get("ref") or "").strip()
        written = Literal(read_phrase(element, self.root, home))
        if not reference:
            return written
        words = self.expression(reference, home)
        lacks = isinstance(words, Named) and not self.has(words.name)
        # What is written beside a name stands for a text that is not there.
        return written if lacks and (element.text or "").strip() else words

    def message(self, written: str, home: Place) -> Words | None:
        """Read a message of a bind: words, or the name of a text."""
        if not written:
            return None
        if "jr:itext(" in written:
            return self.expression(written, home)
        return Literal((written,))

    def expression(self, written: str, home: Place) -> Words:
        """Read words given as an expression, most often a name."""
        match = _NAMED.fullmatch(written)
        if match:
            return Named(self, match[1] or match[2] or "", home)
        expression = parse(written)
        if isinstance(expression, Call) and expression.name == "jr:itext":
            named = expression.arguments[:1] or (Text(""),)
            run = as_text(compile_expression(named[0], self.root, home))
            return NamedBy(self, run, home)
        return Calculated(as_text(compile_expression(expression, self.root, home)))


def _source(output: etree._Element) -> str:
    return output.get("value") or output.get("ref") or "''"


def _value(text: etree._Element, form: str) -> etree._Element | None:
    values = {
        (each.get("form") or PLAIN): each for each in text.iterfind(f"{XFORMS}value")
    }
    wanted: Iterable[str] = _PLAIN_FORMS if form == PLAIN else (form,)
    return next((values[each] for each in wanted if each in values), None)


def read_phrase(element: etree._Element, root: Place, home: Place) -> Phrase:
    """Read words with outputs in them."""
    pieces: list[str | Run] = [element.text or ""]
    for inner in elements(element):
        if inner.tag == f"{XFORMS}output":
            pieces.append(as_text(compile_expression(_source(inner), root, home)))
        else:
            pieces.extend(read_phrase(inner, root, home))
        pieces.append(inner.tail or "")
    filled = [piece for piece in pieces if piece != ""]
    if not any(callable(piece) for piece in filled):
        return ("".join(str(piece) for piece in filled),)
    return tuple(filled)
