from __future__ import annotations

import pytest

from qa.document import OBJECT
from qa.formats.rst import read
from tests.formats.mapping import assert_exact

SOURCE = """==========
Titre long
==========

:author: John
:abstract: Un résumé
   sur deux lignes

Un paragraphe **gras** et *penché* avec ``code`` et :ref:`un lien <x>`, :func:`f`,
`texte <https://a.fr>`_ et mot_, |sub| [1]_ fin de https://a.fr/b. Exemple ::

    code here

    more code

Suite du texte::

> quoted code

Sous-titre
----------

- un
  deux
- trois

  * quatre

    Suite item
1. cinq

terme
   Sa définition
   longue

.. note:: Attention au
   départ

   Corps de la note.

.. code-block:: python
   :caption: Une légende

   def f(): pass

.. image:: a.png
   :alt: Un chat
   :width: 10

.. figure:: a.png
   :alt: Un chien

   Une légende de figure

.. _cible: https://a.fr
.. |sub| replace:: du texte
.. versionadded:: 3.1
   Une chose nouvelle.
.. commentaire
   English words

   more

.. [1] La note
   continue

.. warning::

   Danger ici

   >>> code()
   words

    Une citation

| Vers un
| Vers deux

+------+--------+
| A un | B deux |
|      | trois  |
+======+========+
| C    | D      |
+------+--------+

====  =====
Un    Deux
====  =====
mot   autre
  x   fin
====  =====

Fin du texte \\*ici\\* et d\\ 'un.
"""

PROSE = [
    ("heading", "Titre long"),
    ("field", "Un résumé\nsur deux lignes"),
    ("paragraph", "Un paragraphe gras et penché avec □ et un lien, □,\ntexte et mot, □ fin de □. Exemple"),
    ("paragraph", "Suite du texte"),
    ("heading", "Sous-titre"),
    ("item", "un\ndeux"),
    ("item", "trois"),
    ("item", "quatre"),
    ("item", "Suite item"),
    ("item", "cinq"),
    ("paragraph", "terme"),
    ("item", "Sa définition\nlongue"),
    ("paragraph", "Attention au\ndépart"),
    ("paragraph", "Corps de la note."),
    ("field", "Une légende"),
    ("field", "Un chat"),
    ("field", "Un chien"),
    ("paragraph", "Une légende de figure"),
    ("heading", "du texte"),
    ("paragraph", "Une chose nouvelle."),
    ("paragraph", "La note\ncontinue"),
    ("paragraph", "Danger ici"),
    ("paragraph", "Une citation"),
    ("paragraph", "Vers un"),
    ("paragraph", "Vers deux"),
    ("cell", "A un"),
    ("cell", "B deux\ntrois"),
    ("cell", "C"),
    ("cell", "D"),
    ("cell", "Un"),
    ("cell", "Deux"),
    ("cell", "mot"),
    ("cell", "autre"),
    ("cell", "x"),
    ("cell", "fin"),
    ("paragraph", "Fin du texte *ici* et d'un."),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_prose_is_told_from_markup(end: str) -> None:
    source = SOURCE.replace("\n", end)
    passages = read(source)
    assert_exact(source, passages)
    found = [(passage.kind, passage.text.replace(OBJECT, "□").replace(end, "\n")) for passage in passages]
    assert found == PROSE
