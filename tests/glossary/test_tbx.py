"""TBX of both versions and both styles; no entity of a hostile file is ever read."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.glossary import Term, UnreadableGlossary, load

VERSION_2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="fr"><text><body>
<termEntry id="1">
  <note>au journal</note>
  <langSet xml:lang="fr-FR">
    <tig><term>événementiel</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
    <ntig><termGrp><term>manifes<hi>tation</hi></term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <termNote type="grammaticalGender">feminine</termNote></termGrp></ntig>
    <tig><term>event</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
      <termNote type="partOfSpeech">noun</termNote></tig>
  </langSet>
</termEntry>
</body></text></martif>"""

VERSION_3 = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="c1">
  <langSec xml:lang="en"><termSec><term>knowledge base</term></termSec></langSec>
  <langSec xml:lang="fr"><termSec><term>base de connaissances</term><min:partOfSpeech>noun</min:partOfSpeech>
    <basic:grammaticalGender>feminine</basic:grammaticalGender></termSec></langSec>
</conceptEntry>
<conceptEntry id="c2">
  <langSec xml:lang="fr"><termSec><term>vulgaire</term>
    <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
  </termSec></langSec>
</conceptEntry>
</body></text></tbx>"""

BOMB = """<!DOCTYPE martif [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<martif><text><body>
<termEntry><langSet xml:lang="fr"><tig><term>&c;</term></tig></langSet></termEntry></body></text></martif>"""


def _load(tmp_path: Path, content: str) -> tuple[Term, ...]:
    path = tmp_path / "g.tbx"
    path.write_text(content, encoding="utf-8")
    return load(path).terms


def test_statuses_of_version_2_tell_wrong_from_right(tmp_path: Path) -> None:
    assert _load(tmp_path, VERSION_2) == (
        Term("event", ("manifestation", "événementiel"), pos="noun", gender="f", note="au journal"),
    )


def test_a_translation_of_version_3_makes_the_english_term_wrong(tmp_path: Path) -> None:
    assert _load(tmp_path, VERSION_3) == (
        Term("knowledge base", ("base de connaissances",), pos="noun", gender="f", english="knowledge base"),
        Term("vulgaire"),
    )


def test_entities_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGlossary, match=r"g\.tbx: ce TBX déclare des entités XML.*remplacez-les"):
        _load(tmp_path, BOMB)


def test_no_external_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe", encoding="utf-8")
    hostile = BOMB.replace("""[<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]""", "[{}]")
    for declaration in (f'<!ENTITY c SYSTEM "{secret.as_uri()}">', f'<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;'):
        with pytest.raises(UnreadableGlossary, match="entités"):
            _load(tmp_path, hostile.format(declaration))


def test_an_external_dtd_is_passed_over(tmp_path: Path) -> None:
    dtd = tmp_path / "evil.dtd"
    dtd.write_text('<!ENTITY c "lu">', encoding="utf-8")
    content = f'<!DOCTYPE martif SYSTEM "{dtd.as_uri()}">' + BOMB.partition("]>")[2].replace("&c;", "event")
    assert [term.wrong for term in _load(tmp_path, content)] == ["event"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<martif><text>", r"g\.tbx:1: ce XML ne se lit pas"),
        ("pas du XML", r"g\.tbx:1: ce XML ne se lit pas"),
        ("<html><body/></html>", "aucune fiche"),
        ('<?xml version="1.0" encoding="klingon"?><martif/>', "XML"),
    ],
)
def test_what_is_no_tbx_is_said_so(content: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableGlossary, match=says):
        _load(tmp_path, content)


def test_an_entry_of_other_languages_is_a_fault_with_its_line(tmp_path: Path) -> None:
    other = VERSION_3.replace('"fr"', '"de"').replace('"en"', '"nl"')
    with pytest.raises(Exception, match=r"g\.tbx:3: cette fiche n’a ni terme français ni terme anglais"):
        _load(tmp_path, other)
