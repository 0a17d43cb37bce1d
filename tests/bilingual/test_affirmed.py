"""Denials: what a translation turns round is no fault, what it affirms is."""

from __future__ import annotations

import pytest

import qa

TURNED = [
    ("I don't think he will come.", "Je pense qu’il ne viendra pas."),
    ("The museum does not open before ten.", "Le musée ouvre à dix heures au plus tôt."),
    ("You may not enter the building after six.", "L’entrée est interdite après dix-huit heures."),
    ("He never speaks of the war.", "Il garde le silence sur la guerre."),
    ("They could not agree on a price.", "Ils ont échoué à s’entendre sur un prix."),
    ("Not all houses have a garden.", "Certaines maisons ont un jardin, d’autres non."),
    ("She did not forget her mother.", "Elle s’est souvenue de sa mère."),
    ("Do not hesitate to call us.", "Appelez-nous sans hésiter."),
    ("He must not be disturbed.", "Il faut le laisser tranquille."),
    ("The plan does not include the harbour.", "Le plan laisse le port de côté."),
    ("You need not pay now.", "Vous pouvez payer plus tard."),
    ("It is not a bad idea to book early.", "C’est une bonne idée de réserver tôt."),
    ("The law cannot apply to them.", "La loi leur est inapplicable."),
    (
        "Nobody knows the answer, and the mayor does not want to give it.",
        "Personne ne connaît la réponse, et le maire refuse de la donner.",
    ),
    ("He has not lived in Paris since 1990.", "Il a quitté Paris en 1990."),
    ("The doctor could not see her until Friday.", "Le médecin a pu la voir seulement vendredi."),
    ("Children should not drink coffee.", "Le café est déconseillé aux enfants."),
    ("The train does not stop here.", "Le train passe ici sans s’arrêter."),
    ("You can not only see but also touch the animals.", "Vous pouvez voir et même toucher les animaux."),
    ("Why not pay by card?", "Et si vous payiez par carte ?"),
    ("He is not to sell the house.", "Il lui est défendu de vendre la maison."),
    ("I can't wait to see the sea.", "J’ai hâte de voir la mer."),
]
AFFIRMED = [
    ("The minister did not answer the questions.", "Le ministre a répondu aux questions."),
    ("You must not open the door.", "Vous devez ouvrir la porte."),
    (
        "The vaccine does not protect against this form of the disease.",
        "Le vaccin protège contre cette forme de la maladie.",
    ),
    ("Employees may not use the car park.", "Les employés peuvent utiliser le parking."),
    ("The company has never paid taxes in France.", "L’entreprise a payé des impôts en France."),
    ("Prices will not rise before the summer.", "Les prix augmenteront avant l’été."),
    ("The report was not published.", "Le rapport a été publié."),
    ("There is no evidence of fraud.", "Il y a des preuves de fraude."),
    ("Nobody saw the accident.", "Tout le monde a vu l’accident."),
    ("He decided not to sell the farm.", "Il a décidé de vendre la ferme."),
    ("The old bridge is no longer in use.", "Le vieux pont est utilisé."),
    ("Do not swallow the tablet.", "Avalez le comprimé."),
    ("Not every village has a school.", "Chaque village a une école."),
    ("She cannot remember the name.", "Elle peut se souvenir du nom."),
    ("The contract does not cover theft, but it covers fire.", "Le contrat couvre le vol, et il couvre l’incendie."),
]


def denials_lost(english: str, french: str) -> int:
    return len(qa.check(french, format="text", english=english, select=("negation-lost",)))


@pytest.mark.parametrize(("english", "french"), TURNED)
def test_a_denial_may_be_told_in_other_words(english: str, french: str) -> None:
    assert denials_lost(english, french) == 0


@pytest.mark.parametrize(("english", "french"), AFFIRMED)
def test_a_denial_that_is_affirmed_is_found(english: str, french: str) -> None:
    assert denials_lost(english, french) == 1
