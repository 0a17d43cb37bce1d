"""What the summary page says, in both languages."""

from __future__ import annotations

from qa.settings import Wording

WORDS: dict[str, Wording] = {
    "title": Wording("Relecture d’une archive", "An archive checked"),
    "figures": Wording("Chiffres", "Figures"),
    "documents": Wording("documents relus", "documents checked"),
    "words": Wording("mots", "words"),
    "findings": Wording("fautes", "faults"),
    "rate": Wording("fautes pour 10\u00a0000 mots", "faults per 10,000 words"),
    "faulty": Wording("des documents en ont", "of documents have some"),
    "unread": Wording("documents laissés de côté", "documents set aside"),
    "by-month": Wording("Par mois", "By month"),
    "by-outlet": Wording("Par publication", "By outlet"),
    "by-rule": Wording("Par règle", "By rule"),
    "intruders": Wording("Intrus les plus fréquents", "Most frequent intruders"),
    "month": Wording("Mois", "Month"),
    "outlet": Wording("Publication", "Outlet"),
    "rule": Wording("Règle", "Rule"),
    "what": Wording("Ce qu’elle trouve", "What it finds"),
    "intruder": Wording("Intrus", "Intruder"),
    "instead": Wording("Ce qui est proposé", "What is proposed"),
    "count": Wording("Fautes", "Faults"),
    "of-documents": Wording("Documents", "Documents"),
    "of-words": Wording("Mots", "Words"),
    "of-rate": Wording("Pour 10\u00a0000 mots", "Per 10,000 words"),
    "no-month": Wording("sans date", "no date"),
    "no-outlet": Wording("sans nom", "no name"),
    "table": Wording("Les mêmes chiffres en tableau", "The same figures as a table"),
    "chart": Wording(
        "Fautes pour 10 000 mots, mois par mois, de {first} à {last} ; au plus {most} ({when}).",
        "Faults per 10,000 words, month by month, from {first} to {last}; at most {most} ({when}).",
    ),
    "of-month": Wording(
        "{month} : {rate} pour 10 000 mots (fautes : {findings}, documents : {documents})",
        "{month}: {rate} per 10,000 words (faults: {findings}, documents: {documents})",
    ),
    "more": Wording(
        "Les {shown} premières sur {all} ; toutes sont dans {where}.",
        "The first {shown} of {all}; all are in {where}.",
    ),
    "clean": Wording("Aucune faute.", "No faults."),
    "set-aside": Wording(
        "Documents qui n’ont pu être lus ou relus : {count} ; {where} dit pourquoi, un par un.",
        "Documents that could not be read or checked: {count}; {where} says why, one by one.",
    ),
    "made": Wording("Relecture {version}. Les données sont dans ", "Relecture {version}. The data are in "),
}
