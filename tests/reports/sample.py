"""An article with damage, and its cleaned version, made by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.document import Document
from qa.finding import Edit, Finding, Suggestion, apply_edits
from tests.reports.made import document, finding


@dataclass(frozen=True, slots=True)
class Sample:
    """Has the shape of `qa.reports.alignment.Fixed`."""

    document: Document
    output: str
    applied: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    pending: tuple[Finding, ...]


#: [[what was damaged|what it becomes]] and ((what is left)).
ARTICLE = """\
Le vieux marché couvert rouvre ses portes

Après trois ans de travaux, le marché couvert du quartier des Tanneurs a rouvert samedi matin, sous une pluie fine \
qui n’a découragé personne. Dès sept heures, une [[crowd|foule]] patiente attendait devant les grilles, un panier au \
bras, pendant que les commerçants disposaient leurs premières caisses de poireaux.

«\u00a0Nous avons craint de ne jamais revoir [[this place|cet endroit]]\u00a0», confie Mireille Castan, fromagère \
depuis vingt-six ans. [[Le state of affairs|La situation]] était devenue intenable\u00a0: la toiture fuyait, les \
canalisations dataient de l’entre-deux-guerres et la ((motion)) des camions, chaque nuit, faisait trembler les vitres.

Le chantier

La municipalité a consacré onze millions d’euros à la rénovation. Les architectes ont conservé la charpente de fer, \
mais [[the lamps|les lampes]] d’origine ont dû être copiées à l’identique par un atelier de la région. «\u00a0Chaque \
pièce a son histoire\u00a0», explique [[le director|le directeur]] des travaux, qui montre avec fierté une poutre \
gravée en 1893. Les [[events|parties]] les plus abîmées reposent désormais dans une réserve, en attendant qu’un musée \
les accueille.

Tout n’a pas été simple. Deux entreprises ont fait faillite, un hiver très froid a retardé le coulage des sols, et \
les riverains se sont plaints du bruit,[[|\u0020]]parfois avec raison. Une médiatrice a tenu permanence pendant dix \
mois ; elle dit avoir reçu plus de quatre cents visites [[visites |]]et autant de lettres, la plupart ((amicable)), \
quelques-unes furieuses.

Des étals et des idées

Le nouveau marché compte quarante-deux étals, contre trente auparavant. On y trouve des maraîchers, bien sûr, mais \
aussi une torréfactrice, un libraire et deux jeunes boulangers qui pétrissent devant les clients. La règle est simple \
: au moins six produits sur dix doivent venir de moins de cent kilomètres. \
«\u00a0[[It is hard|C’est difficile]] en février\u00a0», reconnaît un vendeur d’agrumes, \
«\u00a0mais les gens comprennent très bien quand on leur explique\u00a0».

((This paragraph was forgotten by everyone who worked on the page, and nobody has put it into French yet.))

À midi, une fanfare a joué sous la verrière. Les enfants ont suivi le tuba entre les allées, et les plus anciens, \
assis sur les bancs neufs, ont commenté [[each detail|chaque détail]] avec une sévérité joyeuse. Le prochain \
rendez-vous est fixé au premier dimanche d’avril : ce jour-là, les producteurs de fraises inviteront les \
passants à goûter [[their|leurs]] premières barquettes, si le gel veut bien les épargner.
"""

_MARK = re.compile(r"\[\[(?P<was>[^|\]]*)\|(?P<now>[^\]]*)\]\]|\(\((?P<left>[^)]*)\)\)")


def sample(marked: str = ARTICLE, path: str = "articles/marché.md") -> Sample:
    """The document whose damage `marked` shows, mended where it says how."""
    source = ""
    edits: list[Edit] = []
    left: list[str] = []
    at = 0
    for mark in _MARK.finditer(marked):
        source += marked[at : mark.start()]
        if mark["left"] is not None:
            source += mark["left"]
            left.append(mark["left"])
        else:
            edits.append(Edit(len(source), len(source) + len(mark["was"]), mark["now"]))
            source += mark["was"]
        at = mark.end()
    source += marked[at:]
    output = apply_edits(source, edits)
    applied = tuple(_mended(source, edit) for edit in edits)
    pending = tuple(
        finding(source, text, "mouvement", "animation", rule="out-of-place", severity="warning")
        if len(text) < 20
        else finding(source, text, rule="untranslated-passage", message="Passage entier en anglais.")
        for text in left
    )
    return Sample(document(source, path), output, applied, tuple(edits), pending)


def _mended(source: str, edit: Edit) -> Finding:
    text = source[edit.start : edit.end]
    rule = "untranslated" if text.strip() and edit.text else "repeated-word" if text else "spacing"
    suggestions = (
        Suggestion(edit.text, 0.93, "glossary", (edit,)),
        Suggestion(f"{edit.text}\u00a0bis", 0.0412, "thesaurus", (edit,)),
    )
    message = (
        f"Anglais non traduit\u00a0: «\u00a0{text}\u00a0»." if rule == "untranslated" else "Mot ou espace de trop."
    )
    return Finding(rule, f"accuracy/{rule}", "error", edit.start, edit.end, text, message, 0.981, True, suggestions)
