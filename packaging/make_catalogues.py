"""Collects the texts of the code into the catalogues and compiles them.

    python packaging/make_catalogues.py            update .ts from the code, write .qm
    python packaging/make_catalogues.py --check    change nothing; say what is stale

A catalogue is `resources/translations/CODE.ts`. Texts that the code no longer has
are dropped, new ones stand there unfinished until somebody translates them; English
fills itself but for plurals. The code is read as Python (`ast`), because lupdate
misreads several of its forms; only `translate("Context", "text"[, comment[, n]])`
and `QT_TRANSLATE_NOOP("Context", "text")` count.
"""

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "enrolment_app"
CATALOGUES = ROOT / "resources" / "translations"
PLURAL_ARGUMENTS = 4
TEXT_ARGUMENTS = 2
PLURAL_FORMS = 2  # of every language that we have


@dataclass(frozen=True, order=True)
class Text:
    """One text of the code; `plural` where it counts something."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False


@dataclass
class Catalogue:
    """What is translated so far: one form, or one for each plural."""

    code: str
    forms: dict[Text, tuple[str, ...]] = field(default_factory=dict)


def texts_of(source: str) -> Iterator[Text]:
    """Yield every text that a module marks, constants and calls alike."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _called(node) in (
            "translate",
            "QT_TRANSLATE_NOOP",
        ):
            said = [_constant(argument) for argument in node.args]
            if len(said) >= TEXT_ARGUMENTS and said[0] and said[1]:
                yield Text(
                    said[0],
                    said[1],
                    said[2] or "" if len(said) > TEXT_ARGUMENTS else "",
                    plural=len(said) >= PLURAL_ARGUMENTS,
                )


def texts_of_code(folder: Path = CODE) -> set[Text]:
    """Return the texts of all modules."""
    found: set[Text] = set()
    for module in sorted(folder.rglob("*.py")):
        found.update(texts_of(module.read_text(encoding="utf-8")))
    return found


def read(path: Path) -> Catalogue:
    """Read a .ts file; one that is not there is empty."""
    catalogue = Catalogue(path.stem)
    if not path.exists():
        return catalogue
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - ours
        name = context.findtext("name", "")
        for message in context.iter("message"):
            text = Text(
                name,
                message.findtext("source", ""),
                message.findtext("comment", ""),
                plural=message.get("numerus") == "yes",
            )
            catalogue.forms[text] = _forms(message)
    return catalogue


def updated(catalogue: Catalogue, texts: set[Text]) -> Catalogue:
    """Return the catalogue with exactly these texts, what is known kept."""
    fresh = Catalogue(catalogue.code)
    for text in sorted(texts):
        known = catalogue.forms.get(text, ())
        if not known and catalogue.code == "en" and not text.plural:
            known = (text.source,)
        fresh.forms[text] = known
    return fresh


def unfinished(catalogue: Catalogue) -> list[Text]:
    """Return the texts without a translation, or without one of its plurals."""
    return [
        text
        for text, forms in catalogue.forms.items()
        if len(forms) != (PLURAL_FORMS if text.plural else 1) or not all(forms)
    ]


def written(catalogue: Catalogue) -> str:
    """Return the catalogue as the text of a .ts file, the same each time."""
    root = ET.Element("TS", version="2.1", language=catalogue.code, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    open_texts = set(unfinished(catalogue))
    for text, forms in catalogue.forms.items():
        if text.context not in contexts:
            contexts[text.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[text.context], "name").text = text.context
        message = ET.SubElement(contexts[text.context], "message")
        ET.SubElement(message, "source").text = text.source
        if text.comment:
            ET.SubElement(message, "comment").text = text.comment
        translation = ET.SubElement(message, "translation")
        if text in open_texts:
            translation.set("type", "unfinished")
        if text.plural:
            message.set("numerus", "yes")
            for at in range(PLURAL_FORMS):
                form = forms[at] if at < len(forms) else ""
                ET.SubElement(translation, "numerusform").text = form
        else:
            translation.text = forms[0] if forms else ""
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def compile_to(ts: Path, qm: Path) -> None:
    """Compile a .ts file with Qt's own lrelease."""
    import PySide6  # noqa: PLC0415 - reading catalogues needs no Qt

    folder = Path(PySide6.__file__).parent
    tool = next(
        each for each in (folder / "lrelease", folder / "lrelease.exe") if each.exists()
    )
    subprocess.run(
        [str(tool), "-silent", "-nounfinished", str(ts), "-qm", str(qm)], check=True
    )


def main(arguments: list[str]) -> int:
    """Update and compile every catalogue, or only check them."""
    check = "--check" in arguments
    texts = texts_of_code()
    status = 0
    for path in sorted(CATALOGUES.glob("*.ts")):
        catalogue = updated(read(path), texts)
        left = unfinished(catalogue)
        stale = written(catalogue) != path.read_text(encoding="utf-8")
        if not check:
            path.write_text(written(catalogue), encoding="utf-8")
            compile_to(path, path.with_suffix(".qm"))
        status |= bool(left) | (check and stale)
        print(f"{path.name}: {len(catalogue.forms)} texts, {len(left)} unfinished")
        for text in left:
            print(f"  {text.context}: {text.source}")
    return status


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _constant(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def _forms(message: ET.Element) -> tuple[str, ...]:
    translation = message.find("translation")
    if translation is None:
        return ()
    forms = [form.text or "" for form in translation.iter("numerusform")]
    forms = forms or [translation.text or ""]
    return tuple(forms) if any(forms) else ()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
