from __future__ import annotations

import pytest

from qa.document import OBJECT
from qa.formats.asciidoc import read
from tests.formats.mapping import assert_exact

SOURCE = """= Titre du document
John Doe <j@a.org>
v1.0, 2024-01-01
:toc: left
:description: Une description \\
  longue

Un paragraphe *gras* et _penché_ avec `code` et https://a.fr[un lien], <<x,une partie>>, {attr},
un m**o**t, #marqué#, https://a.fr/b. image:a.png[Un chat,width=10] fin.footnote:[Une note ici.] +
Suite 5 * 3 * 2.

== Sous-titre

Vieux titre
-----------

.Titre du bloc
[source,python]
----
code here

words
----

[source,ruby]
puts "words here"

* un
  deux
** trois
. quatre
+
Suite jointe
+
----
code
----

terme:: Sa définition
autre terme::
  La suite

NOTE: Attention à cela.

[NOTE]
====
Corps de la *note*.
====

____
Une citation
____

 literal words

image::a.png[Un "chien", alt="Un autre chien", title="Une légende"]

// commentaire
////
words
////

|===
|Un |Deux

|mot 2+|autre mot
a|Cellule
longue
|===

"""

PROSE = [
    ("heading", "Titre du document"),
    ("field", "Une description \nlongue"),
    (
        "paragraph",
        "Un paragraphe gras et penché avec □ et un lien, une partie, □,\nun mot, marqué, □. □ fin. \nSuite 5 * 3 * 2.",
    ),
    ("field", "Un chat"),
    ("field", "Une note ici."),
    ("heading", "Sous-titre"),
    ("heading", "Vieux titre"),
    ("heading", "Titre du bloc"),
    ("item", "un\ndeux"),
    ("item", "trois"),
    ("item", "quatre"),
    ("paragraph", "Suite jointe"),
    ("item", "terme"),
    ("item", "Sa définition"),
    ("item", "autre terme"),
    ("item", "La suite"),
    ("paragraph", "Attention à cela."),
    ("paragraph", "Corps de la note."),
    ("quote", "Une citation"),
    ("field", 'Un "chien"'),
    ("field", "Un autre chien"),
    ("field", "Une légende"),
    ("cell", "Un"),
    ("cell", "Deux"),
    ("cell", "mot"),
    ("cell", "autre mot"),
    ("cell", "Cellule\nlongue"),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_prose_is_told_from_markup(end: str) -> None:
    source = SOURCE.replace("\n", end)
    passages = read(source)
    assert_exact(source, passages)
    found = [(passage.kind, passage.text.replace(OBJECT, "□").replace(end, "\n")) for passage in passages]
    assert found == PROSE
