"""Small forms for the tests: an instance, what binds say of it, a body that follows."""

from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from lxml import etree

from enrolment_app.questionnaire import Interview, Questionnaire

NOW = datetime(2026, 9, 3, 12, 41, 7, tzinfo=timezone(timedelta(hours=5)))
MESSAGES = ("constraintMsg", "requiredMsg", "preload", "preloadParams", "count")


def xform(  # noqa: PLR0913 - a form may have all of it
    instance,
    binds=None,
    *,
    repeats=None,
    controls=None,
    lists="",
    itext="",
    model="",
    attributes="",
):
    """Write a form whose body asks for every leaf that is not calculated.

    `binds`, `repeats` (path -> its count expression or "") and `controls` (path -> the
    control's own XML) are by path without the root; `lists` are instance elements.
    """
    binds, repeats, controls = binds or {}, repeats or {}, controls or {}
    top = etree.fromstring(f'<data id="test" version="1"{attributes}>{instance}</data>')
    body = "".join(_body(each, "", binds, repeats, controls) for each in top)
    return f"""<h:html xmlns="http://www.w3.org/2002/xforms"
      xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa"
      xmlns:ev="http://www.w3.org/2001/xml-events"
      xmlns:odk="http://www.opendatakit.org/xforms"
      xmlns:orx="http://openrosa.org/xforms"
      xmlns:indraj="https://indraj.example/xforms"
      ><h:head><h:title>Test</h:title><model>{itext}
      <instance>{etree.tostring(top, encoding="unicode")}</instance>{lists}
      {"".join(_bind(path, told) for path, told in binds.items())}{model}
      </model></h:head><h:body>{body}</h:body></h:html>""".encode()


def _bind(path, told):
    said = "".join(
        f" {'jr:' if name in MESSAGES else ''}{name}={quoteattr(text)}"
        for name, text in told.items()
    )
    return f'<bind nodeset="/data/{path}"{said}/>'


def _body(element, around, binds, repeats, controls):
    path = f"{around}{etree.QName(element).localname}"
    if path in controls:
        return controls[path]
    inside = "".join(
        _body(each, f"{path}/", binds, repeats, controls) for each in element
    )
    if path in repeats:
        count = f" jr:count={quoteattr(repeats[path])}" if repeats[path] else ""
        ref = f'"/data/{path}"'
        return f"<group ref={ref}><label>{path}</label><repeat nodeset={ref}{count}>{inside}</repeat></group>"
    if len(element):
        return f'<group ref="/data/{path}"><label>{path}</label>{inside}</group>'
    if "calculate" in binds.get(path, {}):
        return ""
    return f'<input ref="/data/{path}"><label>{path}</label></input>'


def form(instance, binds=None, **more):
    """Read such a form."""
    return Questionnaire.parse(xform(instance, binds, **more))


def interview(instance, binds=None, *, language=None, answers=None, **more):
    """Begin an interview with such a form."""
    questionnaire = form(instance, binds, **more)
    return Interview(questionnaire, now=NOW, language=language, answers=answers)


def listed(name, rows):
    """Write a secondary instance with these rows."""
    items = "".join(
        f"<item>{''.join(f'<{k}>{escape(v)}</{k}>' for k, v in row.items())}</item>"
        for row in rows
    )
    return f'<instance id="{name}"><root>{items}</root></instance>'


def select(path, nodeset, *, kind="select1", label=""):
    """Write a select that offers what `nodeset` gives; without a label its codes."""
    words = f'<label ref="{label}"/>' if label else ""
    return (
        f'<{kind} ref="/data/{path}"><itemset nodeset={quoteattr(nodeset)}>'
        f'<value ref="name"/>{words}</itemset></{kind}>'
    )


def workbook(path, **sheets):
    """Write a workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def put(live, **answers):
    """Answer by address ("__" for "/"); nothing may be refused."""
    for address, text in answers.items():
        outcome = live.answer(address.replace("__", "/"), text)
        assert not outcome.refused, (address, outcome.problem)


def value(live, address):
    """Give what is stored at an address."""
    return live.find(address).value


def offered(live, address):
    """Give the codes that can be chosen there now."""
    return [choice.value for choice in live.choices(live.find(address))]
