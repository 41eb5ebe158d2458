"""Reading XML from elsewhere: no entities, no network, no doctype tricks."""

from __future__ import annotations

from lxml import etree

from .errors import NotAForm

XFORMS = "{http://www.w3.org/2002/xforms}"
XHTML = "{http://www.w3.org/1999/xhtml}"
JAVAROSA = "{http://openrosa.org/javarosa}"
OPENROSA = "{http://openrosa.org/xforms}"
ODK = "{http://www.opendatakit.org/xforms}"
ENTITIES = "{http://www.opendatakit.org/xforms/entities}"
# Whoever writes a form declares a namespace for our columns with this word in it.
OURS = "indraj"


def read_xml(content: bytes) -> etree._Element:
    """Read a document; raises NotAForm where it is none.

    Without `huge_tree` the parser itself refuses what is nested deeper than 256.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotAForm(str(error)) from error


def elements(element: etree._Element) -> list[etree._Element]:
    """Give the elements directly inside."""
    return [each for each in element if isinstance(each.tag, str)]


def local_name(element: etree._Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
