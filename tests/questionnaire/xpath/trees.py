"""Small documents for expressions, and what an expression gives in them."""

from datetime import datetime, timedelta, timezone

from lxml import etree

from enrolment_app.questionnaire.xpath import (
    Context,
    XNode,
    as_number,
    as_text,
    as_truth,
    as_value,
    compile_expression,
    evaluate,
)

NOW = datetime(2026, 9, 3, 12, 41, 7, tzinfo=timezone(timedelta(hours=5)))
HOUSE = """<data id="d1"><a>1</a><b>two</b><blank/><day>2024-02-29</day>
<m><n>Asha</n><age>40</age></m><m><n>Bano</n><age>38</age></m><m><n>Chand</n><age/></m>
<codes>x y z</codes></data>"""


def tree(xml=HOUSE):
    """Read a document; gives the node above its root element."""

    def node(element):
        made = XNode(element.tag)
        for name, text in element.attrib.items():
            made.mark(name, text)
        if not len(element):
            made.text = element.text or ""
        for each in element:
            made.append(node(each))
        return made

    top = XNode("#document")
    top.append(node(etree.fromstring(xml)))
    return top


def find(top, path):
    """Give the node at a path like "data/m[2]/n"."""
    node = top
    for step in path.split("/"):
        name, _, number = step.rstrip("]").partition("[")
        node = node.named[name][int(number or 1) - 1]
    return node


def calculate(source, at="data", xml=HOUSE, kind=as_value, **context):
    """Evaluate an expression at a node, `kind` deciding what it is wanted as."""
    top = tree(xml)
    given = Context(top, NOW, random=lambda count: bytes(range(count)), **context)
    return evaluate(kind(compile_expression(source)), find(top, at), given)


def text(source, **more):
    return calculate(source, kind=as_text, **more)


def number(source, **more):
    return calculate(source, kind=as_number, **more)


def truth(source, **more):
    return calculate(source, kind=as_truth, **more)


def texts(source, **more):
    return [node.string() for node in calculate(source, **more)]
