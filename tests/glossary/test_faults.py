"""Every fault of a glossary is told with its line; nothing else than GlossaryError comes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.glossary import GlossaryError, UnreadableGlossary, load


def _faults(path: Path, content: str | bytes) -> list[tuple[int | None, str]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(GlossaryError) as caught:
        load(path)
    for fault in caught.value.faults:
        assert fault.say("fr").startswith(str(path))
        assert fault.say("en").startswith(str(path))
        assert fault.what.fr.endswith((".", "?"))
        assert fault.what.en.endswith((".", "?"))
    return [(fault.line, fault.what.fr) for fault in caught.value.faults]


def test_all_faults_of_a_table_are_told_at_once(tmp_path: Path) -> None:
    faults = _faults(
        tmp_path / "g.csv",
        "terme;correction;type;nature;genre;safe;when\n"
        "event;événement;machin;nom;m;oui;\n"
        "\n"
        ";réunion;;;;;\n"
        "meeting;réunion;;nim;x;peut-être;next:rien\n"
        "deadline;;;;;oui;\n"
        "event;manifestation;;;;;\n",
    )
    assert [line for line, _ in faults] == [2, 4, 5, 5, 5, 5, 6, 7]
    assert "« machin »" in faults[0][1]
    assert "le terme manque" in faults[1][1]
    assert any("next:rien" in what for _, what in faults)
    assert "déjà à la ligne 2" in faults[-1][1]


def test_lines_are_counted_through_cells_of_several_lines(tmp_path: Path) -> None:
    content = 'term,right,note\nevent,événement,"deux\nlignes"\n,oubli,\n'
    assert [line for line, _ in _faults(tmp_path / "g.csv", content)] == [4]


@pytest.mark.parametrize(
    ("name", "content", "line", "says"),
    [
        ("g.csv", "event,événement\n", 1, "La première ligne doit nommer les colonnes"),
        ("g.csv", "term,rigth\nevent,x\n", 1, "vouliez-vous écrire « right »"),
        ("g.csv", "term,right,right\nevent,x,y\n", 1, "deux colonnes"),
        ("g.csv", "term,right\nevent,a,b\n", 2, "3 cellules pour 2 colonnes"),
        ("g.csv", 'term,right\nbon,a\n"event,événement\n', 3, "guillemets"),
        ("g.csv", "term,right\nevent,événement\n".encode("utf-16"), None, ""),
        ("g.csv", "term,right\nbon,a\n\xe9v,x\n".encode("latin-1"), 3, "UTF-8"),
        ("g.csv", "", None, "vide"),
        ("g.tsv", "term\tright\nun\x07\ta\n", 2, "U+0007"),
        ("g.tsv", "term\tright\n—\ta\n", 2, "ni lettre ni chiffre"),
        ("g.yaml", "event: événement\n  : [\n", 2, "YAML"),
        ("g.yaml", "- term: event\n  right: a\n- rien\n", 3, "un terme est attendu"),
        ("g.yaml", "- right: a\n", 1, "colonne absente : term"),
        ("g.yaml", "- term: event\n  right: {a: b}\n", 2, "un terme est attendu"),
        ("g.yaml", "", None, "vide"),
        ("g.yaml", "[" * 5000, None, "YAML"),
        ("g.xlsx", b"PK\x03\x04 pas un classeur", None, "XLSX"),
        ("g.txt", "event", None, "format inconnu"),
    ],
)
def test_each_fault_has_its_line_and_says_what_to_do(
    name: str, content: str | bytes, line: int | None, says: str, tmp_path: Path
) -> None:
    if not says:  # UTF-16 with its mark is as good as UTF-8
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        assert [term.right for term in load(path).terms] == [("événement",)]
        return
    faults = _faults(tmp_path / name, content)
    assert faults[0][0] == line
    assert says in faults[0][1]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "dossier.csv"
    folder.mkdir()
    with pytest.raises(UnreadableGlossary, match="c’est un dossier"):
        load(folder)
    with pytest.raises(UnreadableGlossary, match="n’existe pas"):
        load(tmp_path / "absent.csv")


def test_french_headings_and_values_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text(
        "Terme;Correction;Nature;Genre;Sûr;Remarque;Réf interne\n"
        "deadline;échéance | date limite;Nom;Féminin;oui;au bureau;A-12\n",
        encoding="utf-8",
    )
    (term,) = load(path).terms
    assert (term.wrong, term.right, term.pos, term.gender, term.safe) == (
        "deadline",
        ("échéance", "date limite"),
        "noun",
        "f",
        True,
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_csv_is_found(delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    rows = [["term", "right", "note"], ["event", "événement", "x"]]
    path.write_text("\n".join(map(delimiter.join, rows)), encoding="utf-8")
    assert [(term.wrong, term.right) for term in load(path).terms] == [("event", ("événement",))]


def test_yaml_words_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text("no: non\non: [en marche, allumé]\nyes:\n12: douze\n", encoding="utf-8")
    assert [(term.wrong, term.right) for term in load(path).terms] == [
        ("no", ("non",)),
        ("on", ("en marche", "allumé")),
        ("yes", ()),
        ("12", ("douze",)),
    ]
